package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A thread that takes one lease, whose pool has it wait. */
final class Waiter {
    final Thread thread;

    private final FutureTask<Outcome> outcome;

    /** What came of it, and whether the thread was interrupted then. */
    record Outcome(
            @Nullable Connection connection, @Nullable Throwable failure, boolean interrupted) {}

    Waiter(Node node, boolean forWriting, Function<Runnable, Thread> threads) {
        this.outcome = new FutureTask<>(() -> lease(node, forWriting));
        this.thread = threads.apply(outcome);
        this.thread.start();
    }

    private static Outcome lease(Node node, boolean forWriting) {
        Slot slot = node.begin(forWriting);
        try {
            return new Outcome(slot.connection(node, forWriting, null), null, isInterrupted());
        } catch (Throwable e) {
            return new Outcome(null, e, isInterrupted());
        } finally {
            slot.end();
        }
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    Outcome outcome() throws Exception {
        return outcome.get(10, TimeUnit.SECONDS);
    }

    boolean isOver() {
        return outcome.isDone();
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline)
                    .as("nanoseconds beyond the deadline")
                    .isNegative();
            LockSupport.parkNanos(100_000);
        }
    }

    /** Of Java 21 and later. */
    static Function<Runnable, Thread> virtualThreads() throws Exception {
        Assumptions.assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        var unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
        return work -> {
            try {
                return (Thread) unstarted.invoke(builder, work);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
