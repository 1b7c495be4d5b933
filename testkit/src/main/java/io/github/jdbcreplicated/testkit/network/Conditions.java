package io.github.jdbcreplicated.testkit.network;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** How the line is now: what is held back and how late answers come. Changed by tests, obeyed by every connection. */
final class Conditions {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@link #lock}. */
    private final Set<Direction> held = EnumSet.noneOf(Direction.class);

    /** Guarded by {@link #lock}. */
    private long delayNanos;

    void delay(Duration delay) {
        change(() -> delayNanos = delay.toNanos());
    }

    void hold(Set<Direction> directions) {
        change(() -> held.addAll(directions));
    }

    void clear() {
        change(() -> {
            held.clear();
            delayNanos = 0;
        });
    }

    boolean holdsAnything() {
        lock.lock();
        try {
            return !held.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Makes everybody who waits look again. */
    void wakeAll() {
        change(() -> {});
    }

    /**
     * Returns when something may go on: nothing holds it, and if it is an answer, it is late enough.
     *
     * @param sinceNanos when it arrived
     * @param stalled whether something else holds it, asked again after every change
     * @param ended whether there is nowhere to go any more, asked likewise
     */
    void awaitPassage(Direction direction, long sinceNanos, BooleanSupplier stalled, BooleanSupplier ended)
            throws IOException {
        lock.lock();
        try {
            while (true) {
                if (ended.getAsBoolean()) {
                    throw new EOFException("The connection was ended on the way " + direction);
                }
                long wait = held.contains(direction) || stalled.getAsBoolean()
                        ? Long.MAX_VALUE
                        : leftOfDelay(direction, sinceNanos);
                if (wait <= 0) {
                    return;
                }
                changed.awaitNanos(wait);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted on the way " + direction);
        } finally {
            lock.unlock();
        }
    }

    private long leftOfDelay(Direction direction, long sinceNanos) {
        return direction == Direction.TO_CLIENT ? sinceNanos + delayNanos - System.nanoTime() : 0;
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
