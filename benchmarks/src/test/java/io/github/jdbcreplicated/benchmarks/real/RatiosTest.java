package io.github.jdbcreplicated.benchmarks.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RatiosTest {

    @Test
    void middleOfTwoIsTheirMean() {
        assertThat(Ratios.of(4, 1, 2, 3).median()).isEqualTo(2.5);
        assertThat(Ratios.of(3, 1, 2).median()).isEqualTo(2);
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() {
        Ratios ratios = Ratios.of(1, Double.NaN, 3, Double.POSITIVE_INFINITY, 2);
        assertThat(ratios.count()).isEqualTo(3);
        assertThat(ratios.median()).isEqualTo(2);
        assertThat(ratios.most()).isEqualTo(3);
    }

    @Test
    void nothingMeasuredHasNoMedian() {
        assertThat(Ratios.of().median()).isNaN();
        assertThat(Ratios.of().least()).isNaN();
        assertThat(Ratios.of().interval().from()).isNaN();
    }

    @Test
    void intervalOfEqualRatiosIsOnePoint() {
        assertThat(Ratios.of(1.1, 1.1, 1.1, 1.1).interval()).isEqualTo(new Ratios.Interval(1.1, 1.1));
    }

    @Test
    void intervalSurroundsTheMedianAndNarrowsWithMoreRatios() {
        Ratios few = Ratios.of(spread(10));
        Ratios many = Ratios.of(spread(1_000));
        assertThat(few.median()).isBetween(few.interval().from(), few.interval().to());
        assertThat(width(many)).isLessThan(width(few) / 3);
    }

    @Test
    void oneOutlierDoesNotMoveTheInterval() {
        double[] values =
                IntStream.range(0, 30).mapToDouble(i -> i == 0 ? 50 : 1).toArray();
        assertThat(Ratios.of(values).interval()).isEqualTo(new Ratios.Interval(1, 1));
    }

    private static double width(Ratios ratios) {
        return ratios.interval().to() - ratios.interval().from();
    }

    /** Evenly from 0.9 to 1.1. */
    private static double[] spread(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> 0.9 + 0.2 * i / (count - 1))
                .toArray();
    }
}
