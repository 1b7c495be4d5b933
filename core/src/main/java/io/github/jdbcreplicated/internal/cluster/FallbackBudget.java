package io.github.jdbcreplicated.internal.cluster;

import java.util.concurrent.atomic.AtomicInteger;

/** How many reads at a time the primary serves that replicas should have. Used by any thread. */
final class FallbackBudget {
    /** Taken by who leases, given back with the lease. */
    private final AtomicInteger left;

    FallbackBudget(int reads) {
        this.left = new AtomicInteger(reads);
    }

    boolean tryTake() {
        int before = left.getAndUpdate(reads -> reads == 0 ? 0 : reads - 1);
        return before > 0;
    }

    void giveBack() {
        left.incrementAndGet();
    }
}
