package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.ClusterState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a cluster's servers are still being asked what they are: what is known of them is worth nothing otherwise. */
final class MonitorHealth {
    /** Rounds that may be missed, as one that finds a server frozen takes longer. */
    private static final int ROUNDS = 3;

    /** A probe of a frozen server ends within 3 s, and a paused process may need a moment. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    private MonitorHealth() {}

    static HealthEntry of(ClusterState state, Duration pollInterval, Instant now) {
        Map<String, Object> details = new LinkedHashMap<>();
        Instant lastRound = state.lastRound();
        if (lastRound != null) {
            details.put("lastRound", lastRound);
        }
        details.put("restarts", state.monitorRestarts());
        return new HealthEntry(status(lastRound, limit(pollInterval), now), details);
    }

    private static String status(@Nullable Instant lastRound, Duration limit, Instant now) {
        if (lastRound == null) {
            return HealthEntry.UNKNOWN;
        }
        return lastRound.plus(limit).isBefore(now) ? HealthEntry.DOWN : HealthEntry.UP;
    }

    private static Duration limit(Duration pollInterval) {
        Duration rounds = pollInterval.multipliedBy(ROUNDS);
        return rounds.compareTo(LEAST) > 0 ? rounds : LEAST;
    }
}
