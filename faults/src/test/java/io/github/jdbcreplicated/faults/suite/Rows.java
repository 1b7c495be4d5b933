package io.github.jdbcreplicated.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Rows as tests. */
final class Rows {
    private Rows() {}

    static void check(Result result) {
        check(result, result.missed());
    }

    /** As {@link #check}, without how long things took: the ordinary build runs beside anything, on any machine. */
    static void checkWhateverTheMachine(Result result) {
        check(
                result,
                result.missed().stream()
                        .filter(bar -> !bar.name().contains("≤"))
                        .toList());
    }

    private static void check(Result result, List<Bar> missed) {
        assertThat(missed.stream().map(bar -> bar.missed(result)))
                .as(Report.summary(result) + "; requests failed with " + Report.failedWith(result)
                        + "; more in target/faults")
                .isEmpty();
    }
}
