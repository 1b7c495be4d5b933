package io.github.jdbcreplicated.benchmarks.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTest {
    private static final Round ROUND =
            new Round(Map.of("bare", slices(100, 50, 100, 80, 10), "ours", slices(99, 49, 98, 40, 10)));

    @Test
    void ratioIsOfThePassesSoThatOneDisturbedSliceDoesNotCount() {
        assertThat(ROUND.throughputRatio("ours", "bare")).isEqualTo(0.98);
    }

    @Test
    void throughputIsThatOfTheMiddleSlice() {
        assertThat(ROUND.throughput("bare")).isEqualTo(80_000);
    }

    @Test
    void cpuIsOfOneOperation() {
        assertThat(ROUND.cpu("bare")).isEqualTo(1_000_000.0 / 80);
        assertThat(ROUND.cpuRatio("ours", "bare")).isEqualTo(100.0 / 98);
    }

    @Test
    void latenciesAreThoseOfAllPasses() {
        assertThat(ROUND.latencies("bare").count()).isEqualTo(340);
    }

    @Test
    void whatWasNotMeasuredIsSaid() {
        assertThatThrownBy(() -> ROUND.throughput("theirs"))
                .hasMessageContaining("theirs")
                .hasMessageContaining("ours");
    }

    /** Each of a millisecond, in which a thread works all the time. */
    private static List<Slice> slices(int... operations) {
        return Arrays.stream(operations).mapToObj(RoundTest::slice).toList();
    }

    private static Slice slice(int operations) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < operations; i++) {
            latencies.add(1_000_000 / operations);
        }
        return new Slice(1_000_000, 1_000_000, latencies);
    }
}
