package io.github.jdbcreplicated.testkit.history;

/** Bounds of one subject, by what could excuse a read that misses them. Belongs to one check. */
final class Frontiers {

    private final Frontier all = new Frontier();
    private final Frontier kept = new Frontier();
    private final Frontier keptOnPrimary = new Frontier();

    void add(HistoryEvent by, long number, long keptNumber) {
        all.add(by, number);
        kept.add(by, keptNumber);
        if (by.place() == null || !by.place().isReplica()) {
            keptOnPrimary.add(by, keptNumber);
        }
    }

    /** Everything acknowledged. */
    Frontier all() {
        return all;
    }

    /** Of that, what no failover took away. */
    Frontier kept() {
        return kept;
    }

    /** Of that, what was not seen on a replica: the primary cannot be late with it. */
    Frontier keptOnPrimary() {
        return keptOnPrimary;
    }
}
