package io.github.jdbcreplicated.servlet.replay;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests may be run again: one in ten over time, and up to 100 at once, so that requests run again are no load
 * that a cluster in trouble would notice.
 */
final class ReplayBudget {
    /** In tenths of a replay, so that every request adds one. */
    private static final int PRICE = 10;

    private static final int CAPACITY = 100 * PRICE;

    /** Written by every request's thread. */
    private final AtomicInteger tenths = new AtomicInteger(CAPACITY);

    /** Notes that a request came. */
    void requested() {
        if (tenths.get() < CAPACITY) {
            tenths.updateAndGet(now -> Math.min(CAPACITY, now + 1));
        }
    }

    /** Whether there is one to take. */
    boolean hasOne() {
        return tenths.get() >= PRICE;
    }

    /** Takes one replay, if there is one. */
    boolean take() {
        int before = tenths.getAndUpdate(now -> now < PRICE ? now : now - PRICE);
        return before >= PRICE;
    }
}
