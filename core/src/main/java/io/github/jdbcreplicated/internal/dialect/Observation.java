package io.github.jdbcreplicated.internal.dialect;

import io.github.jdbcreplicated.token.Position;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one server answered to the question where it is.
 *
 * @param inRecovery whether it follows a primary
 * @param position of a primary, what covers every commit that returned before the question; of a replica, what reads that
 *     begin after the answer see at least; unknown where it did not say
 * @param sent of a primary, up to where its replicas can have its history: what is not flushed is not sent. Of a replica, as
 *     {@code position}
 * @param locks of a replica, whether replay holds tables that reads may want
 * @param waiting the server's processes whose reads wait for that; empty also where they could not be matched with
 *     connections
 * @param askedAt when the question was sent, in the clock's nanoseconds
 * @param left of a replica, where this run was last seen on the timeline that it was on before; null if on no other
 */
public record Observation(
        Incarnation run,
        boolean inRecovery,
        Position position,
        Position sent,
        long askedAt,
        ReplayLocks locks,
        Set<Integer> waiting,
        @Nullable Position left) {
    public Observation(Incarnation run, boolean inRecovery, Position position, Position sent, long askedAt) {
        this(run, inRecovery, position, sent, askedAt, ReplayLocks.NOT_ASKED, Set.of(), null);
    }

    /**
     * With the timeline of an earlier answer, if that was later: a running replica never goes back to one, but tells only
     * that of its last restartpoint while it has no primary to receive from.
     */
    public Observation onTimelineOf(Observation before) {
        Incarnation was = before.run;
        boolean sameRun = inRecovery
                && was.system().equals(run.system())
                && was.startedAt().equals(run.startedAt());
        int order = Integer.compareUnsigned(was.timeline(), run.timeline());
        if (!sameRun || order <= 0) {
            boolean rose = sameRun && order < 0 && before.position.isKnown();
            return sameRun ? leaving(order == 0 ? was : run, rose ? before.position : before.left) : this;
        }
        Position there = position.isKnown() ? new Position(was.timeline(), position.lsn()) : position;
        return new Observation(was, true, there, there, askedAt, locks, waiting, before.left);
    }

    /** The run is the object that was known before where it equals it: those who remember it find it by that. */
    private Observation leaving(Incarnation run, @Nullable Position last) {
        return new Observation(run, inRecovery, position, sent, askedAt, locks, waiting, last);
    }
}
