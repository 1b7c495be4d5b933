package io.github.jdbcreplicated.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.NodeState.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorHealthTest {
    private static final Instant LAST_ROUND = Instant.parse("2026-11-22T10:00:00Z");

    /** Both in milliseconds. */
    @ParameterizedTest
    @CsvSource({
        "  500,  5000, UP",
        "  500,  5001, DOWN",
        "   10,  4999, UP",
        " 2000,  6000, UP",
        " 2000,  6001, DOWN",
        "60000,  6001, UP",
    })
    void isDownOnceItsLastRoundIsThreeIntervalsAndFiveSecondsAgo(long pollInterval, long age, String status) {
        HealthEntry entry =
                MonitorHealth.of(state(LAST_ROUND), Duration.ofMillis(pollInterval), LAST_ROUND.plusMillis(age));
        assertThat(entry.status()).isEqualTo(status);
        assertThat(entry.details()).containsEntry("lastRound", LAST_ROUND).containsEntry("restarts", 2);
    }

    @Test
    void isNotDownWhereServersAreNotAskedAtAll() {
        assertThat(MonitorHealth.of(state(null), Duration.ofMillis(500), LAST_ROUND)
                        .status())
                .isEqualTo("UNKNOWN");
    }

    private static ClusterState state(@Nullable Instant lastRound) {
        NodeState primary = new NodeState("primary", Role.PRIMARY, true, 1, "", false, null, null);
        return new ClusterState("default", primary, List.of(), true, lastRound, 2);
    }
}
