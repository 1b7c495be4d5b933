package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Threads that wait, and run and park elsewhere, while others wake who waits: each as often as it can. */
class PoolWaitTest {
    private static final int WAITING = 8;
    private static final int WAKING = 2;
    private static final int WAKE_UPS = 1_000;
    private static final long LONGEST_WAIT = Duration.ofMillis(3).toNanos();

    /** Many times what a store needs to be seen, and as long as many of the waits. */
    private static final long NOTICE = Duration.ofMillis(1).toNanos();

    private final InFlight inFlight = new InFlight();
    private final AtomicInteger woken = new AtomicInteger();
    private final AtomicReference<@Nullable String> wrong = new AtomicReference<>();
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);

    @Test
    void noInterruptReachesWhoHasLeftAndNoneIsMissed() throws Exception {
        run(Thread::new);
    }

    @Test
    void norInVirtualThreads() throws Exception {
        run(Waiter.virtualThreads());
    }

    private void run(Function<Runnable, Thread> threads) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            all.add(threads.apply(this::waitAgainAndAgain));
        }
        for (int i = 0; i < WAKING; i++) {
            all.add(new Thread(this::wakeAgainAndAgain));
        }
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(wrong).hasNullValue();
        assertThat(woken).as("as many as there was time for").hasPositiveValue();
        assertThat(inFlight.waits()).isEmpty();
    }

    private boolean goesOn() {
        return wrong.get() == null && woken.get() < WAKE_UPS && System.nanoTime() - deadline < 0;
    }

    private void waitAgainAndAgain() {
        while (goesOn()) {
            Slot slot = inFlight.begin();
            slot.enter();
            boolean before = inPool();
            boolean told = slot.leave();
            boolean after = Thread.currentThread().isInterrupted();
            if (told) {
                woken.incrementAndGet();
            }
            check(!after, "left the pool interrupted");
            check(told || !before, "was interrupted in the pool and is not told");
            check(!inApplication(), "was interrupted in the application's code");
            slot.end();
        }
    }

    /** Short waits and long ones; answers whether the thread was interrupted. */
    private static boolean inPool() {
        long left = Math.max(0, ThreadLocalRandom.current().nextLong(-LONGEST_WAIT, LONGEST_WAIT));
        long until = System.nanoTime() + left;
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = until - System.nanoTime();
        }
        return Thread.currentThread().isInterrupted();
    }

    private static boolean inApplication() {
        LockSupport.parkNanos(Math.max(1, ThreadLocalRandom.current().nextLong(-50_000, 50_000)));
        return Thread.currentThread().isInterrupted();
    }

    private void wakeAgainAndAgain() {
        while (goesOn()) {
            List<WakeUp> due =
                    inFlight.waits().stream().filter(WakeUp::announce).toList();
            LockSupport.parkNanos(NOTICE);
            due.forEach(WakeUp::send);
        }
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            wrong.set("A thread " + otherwise);
        }
    }
}
