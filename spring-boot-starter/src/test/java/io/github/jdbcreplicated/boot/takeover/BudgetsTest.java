package io.github.jdbcreplicated.boot.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsTest {

    @ParameterizedTest
    @CsvSource({
        "  1,  1,  1",
        "  2,  1,  1",
        "  4,  2,  3",
        " 10,  5,  8",
        " 14,  7, 12",
        "100, 50, 80",
    })
    void followFromTheSizeOfThePrimarysPool(int pool, int fallback, int outage) {
        assertThat(new Budgets(null, null).orFor(pool)).isEqualTo(new Budgets(fallback, outage));
    }

    @Test
    void whatIsConfiguredHolds() {
        assertThat(new Budgets(0, 90).orFor(10)).isEqualTo(new Budgets(0, 90));
    }
}
