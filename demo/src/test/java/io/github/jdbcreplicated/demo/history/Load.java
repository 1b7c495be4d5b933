package io.github.jdbcreplicated.demo.history;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Many visitors at once, each in steps with time to think between them. */
final class Load {
    private static final long LONGEST_STEP_SECONDS = 30;

    private final ScheduledThreadPoolExecutor threads;

    /** Added to by any visitor's thread, read when all have left. */
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private Load(int visitors) {
        threads = new ScheduledThreadPoolExecutor(visitors, new ThreadPoolExecutor.DiscardPolicy());
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    static Load of(List<Visitor> visitors) {
        Load load = new Load(visitors.size());
        visitors.forEach(visitor -> load.threads.execute(() -> load.step(visitor)));
        return load;
    }

    /** A step keeps its own failures; what is to come after {@link #stop()} does not come. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void step(Visitor visitor) {
        try {
            long thinkNanos = visitor.step().toNanos();
            threads.schedule(() -> step(visitor), thinkNanos, TimeUnit.NANOSECONDS);
        } catch (Exception | AssertionError failure) {
            failures.add(failure);
        }
    }

    /** Returns when all requests have been answered; fails if a visitor could not make sense of an answer. */
    void stop() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(LONGEST_STEP_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Requests still run after " + LONGEST_STEP_SECONDS + " s");
        }
        if (!failures.isEmpty()) {
            AssertionError all = new AssertionError(failures.size() + " visitors gave up: " + failures.peek());
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }
}
