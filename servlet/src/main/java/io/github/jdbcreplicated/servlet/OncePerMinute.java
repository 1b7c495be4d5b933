package io.github.jdbcreplicated.servlet;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets one of many log lines pass each minute. Thread-safe. */
final class OncePerMinute {
    private final LongSupplier nanoTime;

    /** When the next may pass; written by who passes, read by all. */
    private final AtomicLong due;

    OncePerMinute(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.due = new AtomicLong(nanoTime.getAsLong());
    }

    boolean passes() {
        long now = nanoTime.getAsLong();
        long expected = due.get();
        return now - expected >= 0 && due.compareAndSet(expected, now + TimeUnit.MINUTES.toNanos(1));
    }
}
