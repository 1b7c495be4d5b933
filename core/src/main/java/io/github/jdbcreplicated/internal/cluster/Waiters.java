package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.token.Position;
import java.util.HashMap;
import java.util.Map;

/** How many threads wait for replicas to catch up, in all and for one position. */
final class Waiters {
    /** A third of the threads that a servlet container has by default (200). */
    private static final int MOST = 64;

    /** More than the 6 connections that browsers open to one host: one client's token must not keep others from waiting. */
    private static final int MOST_FOR_ONE = 8;

    /** Guarded by this object's lock. */
    private final Map<Position, Integer> counts = new HashMap<>();

    /** Guarded by this object's lock. */
    private int total;

    /** Whether the calling thread may wait for the position; then it must {@link #leave}. */
    synchronized boolean enter(Position floor) {
        int waiting = counts.getOrDefault(floor, 0);
        if (total >= MOST || waiting >= MOST_FOR_ONE) {
            return false;
        }
        counts.put(floor, waiting + 1);
        total++;
        return true;
    }

    synchronized void leave(Position floor) {
        total--;
        counts.computeIfPresent(floor, (position, waiting) -> waiting == 1 ? null : waiting - 1);
    }
}
