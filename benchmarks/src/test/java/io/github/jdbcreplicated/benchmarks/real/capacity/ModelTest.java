package io.github.jdbcreplicated.benchmarks.real.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {
    private static final Model TRUE = new Model(2, 0.0002, 4, 0.0123);

    @Test
    void fitFindsTheServiceOfWhatItWasGiven() {
        Model fitted = Model.fitted(2, 0.0002, 4, 0.001, 0.1, List.of(point(1, 4), point(1, 12), point(3, 36)));
        assertThat(fitted.service()).isEqualTo(0.0123, within(1e-6));
        assertThat(fitted.error(point(4, 48))).isEqualTo(0, within(1e-4));
    }

    @Test
    void errorIsHowMuchMoreThanMeasured() {
        Point measured = new Point(2, 24, TRUE.throughput(2, 24) / 1.25);
        assertThat(TRUE.error(measured)).isEqualTo(0.25, within(1e-9));
    }

    @Test
    void withoutReplicasThePrimaryServes() {
        assertThat(new Point(0, 12, 1).servers()).isEqualTo(1);
        assertThat(new Point(3, 12, 1).servers()).isEqualTo(3);
    }

    private static Point point(int replicas, int clients) {
        return new Point(replicas, clients, TRUE.throughput(replicas, clients));
    }
}
