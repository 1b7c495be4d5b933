package io.github.jdbcreplicated.internal.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many reads at a time the primary serves that replicas should have, so that it has room for writes.
 *
 * <p>Used by any thread. Only reads that no replica serves come here; nobody holds its lock while working.
 */
public final class ReadBudget {
    /** A third of the threads that a servlet container has by default (200): they are wanted for writes too. */
    private static final int MOST_WAITING = 64;

    /** More than the 6 connections that browsers open to one host: one client must not keep others from waiting. */
    private static final int MOST_WAITING_FOR_ONE = 8;

    /** When the last replica dies, all that were on it come at once: their turn comes within this, with room to spare. */
    private static final long LAST_RESORT = Duration.ofSeconds(1).toNanos();

    private final long maxWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition givenBack = lock.newCondition();

    /** Reads being served, by client, where that can be told; guarded by the lock. */
    private final Map<Object, Integer> byClient = new HashMap<>();

    /** Who waits, by client, where that can be told; guarded by the lock. */
    private final Map<Object, Integer> waitingByClient = new HashMap<>();

    /** Guarded by the lock. */
    private int taken;

    /** Guarded by the lock. */
    private int waiting;

    ReadBudget(Duration maxWait) {
        this.maxWait = maxWait.toNanos();
    }

    /**
     * Takes one, if need be after a wait; whoever is answered true gives it back. One client gets half of them
     * at most, rounded up.
     *
     * @param limit how many there are in all now
     * @param client what tells the client from others; null for nothing
     * @param mayWait false for who holds what others wait for
     * @param isLastResort whether no other server could serve the read, however late: then it waits for longer
     */
    public boolean take(int limit, @Nullable Object client, boolean mayWait, boolean isLastResort) {
        lock.lock();
        try {
            if (!hasRoom(limit, client) && mayWait && limit > 0 && hasPlaceToWait(client)) {
                await(limit, client, isLastResort ? Math.max(maxWait, LAST_RESORT) : maxWait);
            }
            return enter(limit, client);
        } finally {
            lock.unlock();
        }
    }

    boolean take(int limit, @Nullable Object client, boolean mayWait) {
        return take(limit, client, mayWait, false);
    }

    private boolean hasPlaceToWait(@Nullable Object client) {
        return waiting < MOST_WAITING
                && (client == null || waitingByClient.getOrDefault(client, 0) < MOST_WAITING_FOR_ONE);
    }

    private void await(int limit, @Nullable Object client, long patience) {
        waiting++;
        more(waitingByClient, client);
        try {
            long left = patience;
            while (!hasRoom(limit, client) && left > 0) {
                left = givenBack.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting--;
            fewer(waitingByClient, client);
        }
    }

    /** Gives back what {@link #take} took. */
    public void giveBack(@Nullable Object client) {
        lock.lock();
        try {
            taken--;
            fewer(byClient, client);
            givenBack.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean enter(int limit, @Nullable Object client) {
        boolean room = hasRoom(limit, client);
        if (room) {
            taken++;
            more(byClient, client);
        }
        return room;
    }

    private static void more(Map<Object, Integer> counts, @Nullable Object client) {
        if (client != null) {
            counts.merge(client, 1, Integer::sum);
        }
    }

    private static void fewer(Map<Object, Integer> counts, @Nullable Object client) {
        if (client != null) {
            counts.computeIfPresent(client, (of, count) -> count == 1 ? null : count - 1);
        }
    }

    private boolean hasRoom(int limit, @Nullable Object client) {
        return taken < limit && (client == null || byClient.getOrDefault(client, 0) < (limit + 1) / 2);
    }
}
