package io.github.jdbcreplicated.benchmarks.real.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jdbcreplicated.benchmarks.real.Contender;
import io.github.jdbcreplicated.benchmarks.real.Sql;
import io.github.jdbcreplicated.benchmarks.real.Stage;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What does not depend on the machine: routing adds no round trip, but where it is said that it does. */
class RoundTripsTest {
    private static final double COUNT = 0.005;

    @Test
    void routedOperationsWaitForServersAsOftenAsBareOnes() throws Exception {
        try (Stage stage = Stage.start(2, Map.of())) {
            stage.prepare(Sql.accounts());
            Ways ways = Ways.counted(stage);
            for (Operation operation : Operation.values()) {
                check(ways.doing(operation), new RoundTrips(stage.cluster()).of(ways.doing(operation)));
            }
        }
    }

    private static void check(List<Contender> contenders, Map<String, Double> counts) {
        SoftAssertions all = new SoftAssertions();
        for (Contender each : contenders) {
            boolean asks = each.name().equals(Ways.JOB) || each.name().equals(Ways.WITH_TOKEN);
            all.assertThat(counts.get(each.name()))
                    .as(each.name())
                    .isEqualTo(counts.get(each.base()) + (asks ? 1 : 0), within(COUNT));
        }
        all.assertAll();
        assertThat(counts).isNotEmpty();
    }
}
