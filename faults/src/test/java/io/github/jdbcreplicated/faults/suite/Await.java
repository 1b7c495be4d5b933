package io.github.jdbcreplicated.faults.suite;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waiting, never longer than told. */
final class Await {
    private static final long PAUSE_MILLIS = 10;

    private Await() {}

    /** Whether the question was answered with yes before the limit passed. */
    static boolean within(Duration limit, Callable<Boolean> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ask(question)) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            passes(Duration.ofMillis(PAUSE_MILLIS));
        }
        return true;
    }

    static void until(String what, Duration limit, Callable<Boolean> question) {
        if (!within(limit, question)) {
            throw new IllegalStateException("Waited " + limit.toMillis() + " ms in vain for: " + what);
        }
    }

    /** The load goes on meanwhile; there is nothing to wait for but time. */
    static void passes(Duration time) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS))
                .join();
    }

    private static boolean ask(Callable<Boolean> question) {
        try {
            return question.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
