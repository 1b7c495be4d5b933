package io.github.jdbcreplicated.servlet.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One in ten. */
class ReplayBudgetTest {
    private final ReplayBudget budget = new ReplayBudget();

    private long taken(int tries) {
        return IntStream.range(0, tries).filter(any -> budget.take()).count();
    }

    @Test
    void aHundredAtOnce() {
        assertThat(taken(150)).isEqualTo(100);
    }

    @Test
    void thenOneForTenRequests() {
        taken(150);
        IntStream.range(0, 99).forEach(any -> budget.requested());
        assertThat(taken(100)).isEqualTo(9);
    }

    @Test
    void quietTimesDoNotAddUp() {
        IntStream.range(0, 100_000).forEach(any -> budget.requested());
        assertThat(taken(150)).isEqualTo(100);
    }
}
