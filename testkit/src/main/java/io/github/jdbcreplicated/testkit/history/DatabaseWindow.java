package io.github.jdbcreplicated.testkit.history;

import java.util.Objects;

/** Where the database itself takes back what it has shown, so that no router can be blamed. */
final class DatabaseWindow {

    private DatabaseWindow() {}

    /** Whose fault it is that a read misses that bound, which no failover took away. */
    static Verdict verdict(Lane lane, HistoryEvent read, Bound missed) {
        Place later = read.place();
        Place earlier = missed.by().place();
        if (later == null || earlier == null || !missed.by().operation().isRead() || !later.isPrimary()) {
            return Verdict.VIOLATION;
        }
        boolean longFork = !lane.isPerKey() && isSamePrimary(later, earlier);
        return longFork || isWaitingForReplica(later, earlier) ? Verdict.DB_WINDOW : Verdict.VIOLATION;
    }

    /** Replicas replay a commit while the primary still waits for a synchronous one and does not show it. */
    private static boolean isWaitingForReplica(Place later, Place earlier) {
        return earlier.isReplica() && later.covers(earlier);
    }

    /** The long fork: on a primary, commits become visible in another order than they have in the log. */
    private static boolean isSamePrimary(Place later, Place earlier) {
        return later.isPrimary()
                && earlier.isPrimary()
                && later.node().equals(earlier.node())
                && Objects.equals(later.incarnation(), earlier.incarnation());
    }
}
