package io.github.jdbcreplicated.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows as tests. */
final class Rows {
    private Rows() {}

    static void check(Result result) {
        assertThat(result.missed().stream().map(bar -> bar.missed(result)))
                .as(Report.summary(result) + "; more in target/faults")
                .isEmpty();
    }
}
