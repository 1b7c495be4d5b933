package io.github.jdbcreplicated.testkit.internal.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for something that another process does, never longer than told. */
public final class Await {

    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();

    /** Long enough that asking does not slow down what is waited for: some questions open a connection. */
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(25).toNanos();

    private Await() {}

    /** A question about the outside that may fail in any way; a failure ends the waiting. */
    @FunctionalInterface
    public interface Question {
        boolean isAnsweredYes() throws Exception;
    }

    /**
     * Returns as soon as the question is answered with yes.
     *
     * @param state tells how far things were when the limit passed; asked only then
     * @throws IllegalStateException if the answer was still no after {@code limit}
     */
    public static void until(String what, Duration limit, Supplier<String> state, Question question) {
        if (!within(limit, question)) {
            throw new IllegalStateException(
                    "Waited " + limit.toMillis() + " ms in vain for: " + what + ". State now: " + state.get());
        }
    }

    /** Whether the question was answered with yes before the limit passed. */
    public static boolean within(Duration limit, Question question) {
        long end = System.nanoTime() + limit.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            // The clock is read first: a question is asked once more after the last pause.
            boolean last = System.nanoTime() - end >= 0;
            if (ask(question)) {
                return true;
            }
            if (last) {
                return false;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 3 / 2, LONGEST_PAUSE_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Interrupted while waiting");
            }
        }
    }

    private static boolean ask(Question question) {
        try {
            return question.isAnsweredYes();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }
}
