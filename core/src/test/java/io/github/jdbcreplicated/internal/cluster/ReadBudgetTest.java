package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadBudgetTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final long AT_ONCE = TimeUnit.SECONDS.toNanos(10);
    private static final Duration SOON = Duration.ofMillis(30);

    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    @Test
    void asManyAsTheLimitAreGivenAndNoMore() {
        ReadBudget budget = new ReadBudget(LONG);
        assertThat(budget.take(2, null, false)).isTrue();
        assertThat(budget.take(2, null, false)).isTrue();
        assertThat(budget.take(2, null, false)).isFalse();
        assertThat(budget.take(3, null, false)).as("after the limit rose").isTrue();
        budget.giveBack(null);
        assertThat(budget.take(2, null, false)).as("after it fell").isFalse();
        budget.giveBack(null);
        assertThat(budget.take(2, null, false)).isTrue();
    }

    @Test
    void whatIsRefusedIsNotCounted() {
        ReadBudget budget = new ReadBudget(LONG);
        assertThat(budget.take(1, "a", false)).isTrue();
        assertThat(budget.take(1, "b", false)).isFalse();
        budget.giveBack("a");
        assertThat(budget.take(1, "b", false)).isTrue();
    }

    @Test
    void oneClientGetsHalfOfItRoundedUp() {
        ReadBudget budget = new ReadBudget(LONG);
        assertThat(taken(budget, 5, "greedy")).isEqualTo(3);
        assertThat(taken(budget, 5, "other")).isEqualTo(2);
        budget.giveBack("greedy");
        assertThat(budget.take(5, "greedy", false)).isTrue();
        assertThat(taken(new ReadBudget(LONG), 8, "greedy")).isEqualTo(4);
        assertThat(taken(new ReadBudget(LONG), 1, "only")).isEqualTo(1);
    }

    @Test
    void whoCannotBeToldFromOthersSharesWithNobody() {
        assertThat(taken(new ReadBudget(LONG), 8, null)).isEqualTo(8);
    }

    @Test
    void whoMayNotWaitIsRefusedAtOnce() {
        assertThat(isRefusedAtOnce(full(), 1, null, false)).isTrue();
    }

    @Test
    void theWaitHasAnEnd() {
        ReadBudget budget = new ReadBudget(SOON);
        assertThat(budget.take(1, null, true)).isTrue();
        long start = System.nanoTime();
        assertThat(budget.take(1, null, true)).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SOON.toNanos());
    }

    @Test
    void whoWaitsIsWokenByWhoGivesBack() throws Exception {
        ReadBudget budget = full();
        CompletableFuture<Boolean> waiter = taking(budget, null);
        budget.giveBack(null);
        assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(budget.take(1, null, false))
                .as("the one place is the waiter's")
                .isFalse();
    }

    @Test
    void whoWaitsForItsOwnShareIsWokenByItself() throws Exception {
        ReadBudget budget = new ReadBudget(LONG);
        assertThat(taken(budget, 2, "greedy")).isEqualTo(1);
        CompletableFuture<Boolean> waiter = start(() -> budget.take(2, "greedy", true));
        assertThat(budget.take(2, "other", false)).isTrue();
        budget.giveBack("other");
        assertThat(waiter).isNotDone();
        budget.giveBack("greedy");
        assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneThatMayNotHaveWhatWasGivenBackDoesNotKeepItFromTheNext() throws Exception {
        ReadBudget budget = new ReadBudget(LONG);
        assertThat(budget.take(2, "greedy", false)).isTrue();
        assertThat(budget.take(2, "other", false)).isTrue();
        CompletableFuture<Boolean> greedy = start(() -> budget.take(2, "greedy", true));
        CompletableFuture<Boolean> third = start(() -> budget.take(2, "third", true));
        budget.giveBack("other");
        assertThat(third.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(greedy).isNotDone();
    }

    @Test
    void noMoreThanSixtyFourWait() throws Exception {
        ReadBudget budget = full();
        List<CompletableFuture<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            waiters.add(taking(budget, null));
        }
        assertThat(isRefusedAtOnce(budget, 1, null, true)).isTrue();
        assertThat(waiters).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aPlaceToWaitInIsFreeAgainAfterTheWait() {
        Duration shortly = Duration.ofMillis(1);
        ReadBudget budget = new ReadBudget(shortly);
        assertThat(budget.take(1, "holder", true)).isTrue();
        for (int i = 0; i < 65; i++) {
            long start = System.nanoTime();
            assertThat(budget.take(1, "greedy", true)).isFalse();
            assertThat(System.nanoTime() - start).as("wait %d", i).isGreaterThanOrEqualTo(shortly.toNanos());
        }
    }

    @Test
    void oneClientDoesNotTakeAllPlacesToWaitIn() throws Exception {
        ReadBudget budget = full();
        for (int i = 0; i < 8; i++) {
            assertThat(taking(budget, "greedy")).isNotDone();
        }
        assertThat(isRefusedAtOnce(budget, 1, "greedy", true)).isTrue();
        CompletableFuture<Boolean> other = taking(budget, "other");
        assertThat(other).isNotDone();
    }

    @Test
    void whereThereIsNoneNobodyWaitsForIt() {
        assertThat(isRefusedAtOnce(new ReadBudget(LONG), 0, null, true)).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws Exception {
        ReadBudget budget = full();
        CompletableFuture<Boolean> interrupted = start(() -> {
            boolean taken = budget.take(1, null, true);
            return !taken && Thread.currentThread().isInterrupted();
        });
        threads.get(0).interrupt();
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        budget.giveBack(null);
        assertThat(budget.take(1, null, false)).as("nothing was taken by it").isTrue();
    }

    private static boolean isRefusedAtOnce(ReadBudget budget, int limit, @Nullable Object client, boolean mayWait) {
        long start = System.nanoTime();
        return !budget.take(limit, client, mayWait) && System.nanoTime() - start < AT_ONCE;
    }

    private static ReadBudget full() {
        ReadBudget budget = new ReadBudget(LONG);
        assertThat(budget.take(1, null, false)).isTrue();
        return budget;
    }

    private static int taken(ReadBudget budget, int limit, @Nullable Object client) {
        int taken = 0;
        while (budget.take(limit, client, false)) {
            taken++;
        }
        return taken;
    }

    private CompletableFuture<Boolean> taking(ReadBudget budget, @Nullable Object client) throws InterruptedException {
        return start(() -> budget.take(1, client, true));
    }

    /** Answers when the thread waits, or has ended without. */
    private CompletableFuture<Boolean> start(java.util.function.BooleanSupplier task) throws InterruptedException {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> answer.complete(task.getAsBoolean()));
        threads.add(thread);
        thread.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
        return answer;
    }
}
