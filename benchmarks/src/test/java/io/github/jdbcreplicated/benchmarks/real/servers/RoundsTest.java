package io.github.jdbcreplicated.benchmarks.real.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.benchmarks.real.Contender;
import io.github.jdbcreplicated.benchmarks.real.Latencies;
import io.github.jdbcreplicated.benchmarks.real.Round;
import io.github.jdbcreplicated.benchmarks.real.Slice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Contender NOISE = new Contender("again", "bare", () -> {});
    private static final Contender OURS = new Contender("ours", "bare", () -> {});

    @Test
    void onlyThoseAreQuietInWhichEqualThingsWereNearlyEqual() {
        Rounds rounds = new Rounds(
                List.of(round(1000, 1019, 950), round(1000, 1030, 500), round(1000, 981, 970), round(1000, 979, 400)),
                List.of(NOISE));
        assertThat(rounds.quiet("bare").count()).isEqualTo(2);
        assertThat(rounds.quiet("bare").throughputRatios(OURS).median()).isEqualTo(0.96);
        assertThat(rounds.quiet("another base").count())
                .as("no noise row is of that")
                .isEqualTo(4);
        assertThat(rounds.throughputRatios(OURS).count()).isEqualTo(4);
    }

    private static Round round(int bare, int again, int ours) {
        return new Round(Map.of("bare", slice(bare), "again", slice(again), "ours", slice(ours)));
    }

    private static List<Slice> slice(int operations) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < operations; i++) {
            latencies.add(1);
        }
        return List.of(new Slice(1_000_000, 1_000_000, latencies));
    }
}
