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

    private final long maxWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition givenBack = lock.newCondition();

    /** Reads being served, by client, where that can be told; guarded by the lock. */
    private final Map<Object, Integer> byClient = new HashMap<>();

    /** Guarded by the lock. */
    private int taken;

    /** Guarded by the lock. */
    private int waiting;

    ReadBudget(Duration maxWait) {
        this.maxWait = maxWait.toNanos();
    }

    /**
     * Takes one, if need be after a wait; whoever is answered true gives it back. One client gets half of it
     * at most.
     *
     * @param limit how many there are in all now
     * @param client what tells the client from others; null for nothing
     * @param mayWait false for who holds what others wait for
     */
    public boolean take(int limit, @Nullable Object client, boolean mayWait) {
        lock.lock();
        try {
            long left = mayWait && waiting < MOST_WAITING ? maxWait : 0;
            waiting++;
            while (!hasRoom(limit, client) && left > 0) {
                left = givenBack.awaitNanos(left);
            }
            return enter(limit, client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return enter(limit, client);
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** Gives back what {@link #take} took. */
    public void giveBack(@Nullable Object client) {
        lock.lock();
        try {
            taken--;
            if (client != null) {
                byClient.computeIfPresent(client, (of, reads) -> reads == 1 ? null : reads - 1);
            }
            givenBack.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean enter(int limit, @Nullable Object client) {
        boolean room = hasRoom(limit, client);
        if (room) {
            taken++;
            if (client != null) {
                byClient.merge(client, 1, Integer::sum);
            }
        }
        return room;
    }

    private boolean hasRoom(int limit, @Nullable Object client) {
        return taken < limit && (client == null || byClient.getOrDefault(client, 0) < (limit + 1) / 2);
    }
}
