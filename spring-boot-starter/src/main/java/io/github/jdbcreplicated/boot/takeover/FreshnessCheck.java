package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import java.time.Duration;

/** What must hold of the settings about how fresh reads are. */
final class FreshnessCheck {
    private FreshnessCheck() {}

    static void check(ReplicationProperties properties) {
        checkLevel(properties.consistency().level());
        DurationCheck.check(
                "replicated.consistency.max-wait",
                properties.consistency().maxWait(),
                Duration.ZERO,
                Duration.ofMinutes(1),
                "100ms");
        DurationCheck.check(
                "replicated.max-lag", properties.maxLag(), Duration.ofSeconds(1), Duration.ofDays(1), "30s");
        DurationCheck.check(
                "replicated.capture-timeout",
                properties.captureTimeout(),
                Duration.ofMillis(1),
                Duration.ofMinutes(1),
                "250ms");
        DurationCheck.check(
                "replicated.poll-interval",
                properties.pollInterval(),
                Duration.ofMillis(10),
                Duration.ofMinutes(5),
                "500ms");
        DurationCheck.check(
                "replicated.token.max-age",
                properties.token().maxAge(),
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                "10m");
        checkAges(properties.maxLag(), properties.token().maxAge());
    }

    private static void checkLevel(Consistency level) {
        if (level == Consistency.DEFAULT) {
            throw new ReplicationSettingException(
                    "replicated.consistency.level is 'default'; allowed is eventual, read-your-writes or session",
                    "Set it to one of them, or remove it for read-your-writes.");
        }
    }

    /** A client whose token has gone reads from any replica that is not too late. */
    private static void checkAges(Duration maxLag, Duration maxAge) {
        if (maxLag.compareTo(maxAge) >= 0) {
            throw new ReplicationSettingException(
                    "replicated.max-lag is '" + DurationCheck.text(maxLag) + "' and replicated.token.max-age is '"
                            + DurationCheck.text(maxAge) + "'; max-lag must be less than max-age: a token that ends "
                            + "before a replica has caught up with it lets its client see the past",
                    "Lower replicated.max-lag, or raise replicated.token.max-age.");
        }
    }
}
