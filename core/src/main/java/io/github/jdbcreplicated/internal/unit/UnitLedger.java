package io.github.jdbcreplicated.internal.unit;

import io.github.jdbcreplicated.internal.unit.ClusterMarks.Came;
import io.github.jdbcreplicated.internal.unit.ClusterMarks.Told;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one unit of work did in each cluster, beside what came with its client. Used by every thread of the unit. */
public final class UnitLedger {
    private final UnitOfWork unit;

    /** What came with the client; replaced under this object's lock, read where a cluster is first used. */
    private volatile ConsistencyToken arrived = ConsistencyToken.NONE;

    /** As {@link #arrived}, of the tokens that could be read; written before it. */
    private volatile ConsistencyToken readable = ConsistencyToken.NONE;

    /** A time by which the last token had come, in nanoseconds; 0 while none was asked for. Written under this object's lock. */
    private volatile long arrivedBy;

    /** The first of a list that only grows at its head, under this object's lock; read by any thread. */
    private volatile @Nullable ClusterMarks head;

    /** Whether {@link #arrived} holds what the client does not know; written before it, only ever to true. */
    private volatile boolean learned;

    /** Written as the unit begins again, only ever to true; read with each lease. */
    private volatile boolean begunAgain;

    public UnitLedger(UnitOfWork unit) {
        this.unit = unit;
    }

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

    /** Whether anything was written, or may have been, in any cluster. */
    public boolean hasWritten() {
        return marks().anyMatch(ClusterMarks::mayHaveChangedData);
    }

    /**
     * Forgets where this unit has read: those who asked for it never saw it.
     *
     * @param withoutReplica whether it is to leave replicas alone: what one replays, the others replay too
     */
    public void beginAgain(boolean withoutReplica) {
        begunAgain = true;
        marks().forEach(marks -> marks.beginAgain(withoutReplica));
    }

    /** Whether this unit's work is being run once more. */
    public boolean hasBegunAgain() {
        return begunAgain;
    }

    /** Has reads not fall behind this token. */
    public void continueFrom(ConsistencyToken token) {
        came(token);
        marks().forEach(marks -> marks.continueFrom(token));
    }

    private synchronized void came(ConsistencyToken token) {
        arrivedBy = 0;
        readable = token.isUnverified() ? readable : readable.max(token);
        arrived = arrived.max(token);
    }

    /** As {@link #continueFrom}, with what the client has to be told. */
    public void learn(ConsistencyToken token) {
        noteLearned(token);
        continueFrom(token);
    }

    private synchronized void noteLearned(ConsistencyToken token) {
        learned |= !token.isEmpty() && (arrived.isUnverified() || !arrived.covers(token));
    }

    /** What came with the client. */
    public ConsistencyToken arrived() {
        return arrived;
    }

    /** A time by which the last token had come, in nanoseconds: that of the first question, as few units are ever asked. */
    public long arrivedBy() {
        long known = arrivedBy;
        return known == 0 ? askedFirst() : known;
    }

    /** Under the lock, so that no token that has come since is taken for one that had come by then. */
    private synchronized long askedFirst() {
        if (arrivedBy == 0) {
            arrivedBy = System.nanoTime();
        }
        return arrivedBy;
    }

    /** What came and what was done since, captured. */
    public ConsistencyToken token() {
        ConsistencyToken token = arrived;
        for (ClusterMarks marks = head; marks != null; marks = marks.next) {
            token = with(token, marks, marks.told());
        }
        return token;
    }

    /** As {@link #token()}; null where the client need not be told, as it knows as much. */
    public @Nullable ConsistencyToken advancedToken() {
        ConsistencyToken token = arrived;
        boolean advanced = learned;
        ClusterMarks first = head;
        List<Told> told = new ArrayList<>(1);
        for (ClusterMarks marks = first; marks != null; marks = marks.next) {
            Told now = marks.told();
            advanced |= !now.equals(marks.brought());
            told.add(now);
        }
        return advanced ? with(token, first, told) : null;
    }

    private static ConsistencyToken with(ConsistencyToken token, @Nullable ClusterMarks first, List<Told> told) {
        ConsistencyToken all = token;
        ClusterMarks marks = first;
        for (Told each : told) {
            all = with(all, Objects.requireNonNull(marks), each);
            marks = marks.next;
        }
        return all;
    }

    private static ConsistencyToken with(ConsistencyToken token, ClusterMarks marks, Told told) {
        String cluster = marks.positions.cluster();
        String system = marks.positions.system();
        // What was said before any server had told its system is part of what is told now
        ConsistencyToken known = system.isEmpty() ? token : token.with(cluster, "", null, 0);
        return known.with(cluster, system, told.position(), told.seenOn());
    }

    private ClusterMarks add(Positions positions) {
        ClusterMarks added = null;
        while (added == null) {
            ConsistencyToken token = arrived;
            added = add(positions, token, Came.with(token, readable, positions));
        }
        return added;
    }

    /** Null where another token has come since {@code came} was found out. */
    private synchronized @Nullable ClusterMarks add(Positions positions, ConsistencyToken token, Came came) {
        ClusterMarks found = find(positions.cluster());
        if (found == null && token == arrived) {
            found = new ClusterMarks(unit, positions, came, head);
            head = found;
        }
        return found;
    }

    private Stream<ClusterMarks> marks() {
        return Stream.iterate(head, marks -> marks != null, marks -> marks.next);
    }
}
