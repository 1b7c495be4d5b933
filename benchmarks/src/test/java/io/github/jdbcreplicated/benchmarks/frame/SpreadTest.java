package io.github.jdbcreplicated.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void medianIsTheValueInTheMiddle() {
        assertThat(Spread.of(9, 1, 2)).isEqualTo(new Spread(2, 1, 9));
        assertThat(Spread.median(1, 2, 4, 9)).isEqualTo(3);
    }

    @Test
    void ratiosAreTakenWithinEachRound() {
        assertThat(Spread.ofRatios(new double[] {10, 40, 90}, new double[] {10, 20, 30}))
                .isEqualTo(new Spread(2, 1, 3))
                .hasToString("2.00 [1.00..3.00]");
    }

    @Test
    void roundWithoutABaseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spread.ofRatios(new double[] {1, 2}, new double[] {1}))
                .withMessage("A ratio needs a base in every round: 2 values, 1 bases");
    }
}
