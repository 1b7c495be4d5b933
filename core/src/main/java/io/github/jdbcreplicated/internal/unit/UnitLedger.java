package io.github.jdbcreplicated.internal.unit;

import io.github.jdbcreplicated.internal.unit.ClusterMarks.Told;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one unit of work did in each cluster, beside what came with its client. Used by every thread of the unit. */
public final class UnitLedger {

    /** What came with the client; replaced under this object's lock, read where a cluster is first used. */
    private volatile ConsistencyToken arrived = ConsistencyToken.NONE;

    /** When a token came, in nanoseconds; written before {@link #arrived}. */
    private volatile long arrivedAt;

    /** The first of a list that only grows at its head, under this object's lock; read by any thread. */
    private volatile @Nullable ClusterMarks head;

    /** Whether {@link #arrived} holds what the client does not know; written before it, only ever to true. */
    private volatile boolean learned;

    /** What was done in the cluster; null while nothing was. */
    public @Nullable ClusterMarks find(String cluster) {
        ClusterMarks candidate = head;
        while (candidate != null && !candidate.positions.cluster().equals(cluster)) {
            candidate = candidate.next;
        }
        return candidate;
    }

    /** What was done in the cluster. */
    public ClusterMarks in(Positions positions) {
        ClusterMarks found = find(positions.cluster());
        return found != null ? found : add(positions);
    }

    /** Has reads not fall behind this token. */
    public void continueFrom(ConsistencyToken token) {
        arrive(token, false);
        marks().forEach(marks -> marks.continueFrom(token));
    }

    /** As {@link #continueFrom}, with what the client has to be told. */
    public void learn(ConsistencyToken token) {
        arrive(token, true);
        marks().forEach(marks -> marks.continueFrom(token));
    }

    private synchronized void arrive(ConsistencyToken token, boolean onTheWay) {
        arrivedAt = System.nanoTime();
        learned |= onTheWay && !token.isEmpty() && (arrived.isUnverified() || !arrived.covers(token));
        arrived = arrived.max(token);
    }

    /** What came with the client. */
    public ConsistencyToken arrived() {
        return arrived;
    }

    /** When a token last came, in nanoseconds. */
    public long arrivedAt() {
        return arrivedAt;
    }

    /** What came and what was done since, captured. */
    public ConsistencyToken token() {
        ConsistencyToken token = arrived;
        for (ClusterMarks marks : marks().toList()) {
            token = with(token, marks, marks.told());
        }
        return token;
    }

    /** As {@link #token()}; null where the client need not be told, as it knows as much. */
    public @Nullable ConsistencyToken advancedToken() {
        ConsistencyToken token = arrived;
        boolean advanced = learned;
        for (ClusterMarks marks : marks().toList()) {
            Told told = marks.told();
            advanced |= !told.equals(marks.brought());
            token = with(token, marks, told);
        }
        return advanced ? token : null;
    }

    private static ConsistencyToken with(ConsistencyToken token, ClusterMarks marks, Told told) {
        return token.with(marks.positions.cluster(), marks.positions.system(), told.position(), told.seenOn());
    }

    /** Made outside the lock, as that may tell listeners of a doubt; made again if something came meanwhile. */
    private ClusterMarks add(Positions positions) {
        while (true) {
            ConsistencyToken with = arrived;
            ClusterMarks next = head;
            ClusterMarks found = find(positions.cluster());
            if (found != null) {
                return found;
            }
            ClusterMarks made = new ClusterMarks(positions, with, next);
            if (addIfUnchanged(made, with, next)) {
                return made;
            }
        }
    }

    private synchronized boolean addIfUnchanged(
            ClusterMarks marks, ConsistencyToken with, @Nullable ClusterMarks next) {
        boolean unchanged = arrived == with && head == next;
        if (unchanged) {
            head = marks;
        }
        return unchanged;
    }

    private Stream<ClusterMarks> marks() {
        return Stream.iterate(head, marks -> marks != null, marks -> marks.next);
    }
}
