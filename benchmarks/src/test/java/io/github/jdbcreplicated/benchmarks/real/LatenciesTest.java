package io.github.jdbcreplicated.benchmarks.real;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void quantilesAreThoseOfAllThatWereAdded() {
        Latencies first = new Latencies();
        Latencies second = new Latencies();
        for (int i = 2_000; i > 0; i--) {
            (i % 2 == 0 ? first : second).add(i);
        }
        assertThat(first.p50()).isEqualTo(1_002);
        first.addAll(second);
        assertThat(first.count()).isEqualTo(2_000);
        assertThat(first.p50()).isEqualTo(1_001);
        assertThat(first.p99()).isEqualTo(1_981);
        assertThat(first.quantile(1)).isEqualTo(2_000);
    }

    @Test
    void thereIsNoQuantileOfNone() {
        assertThat(new Latencies().p50()).isNaN();
    }
}
