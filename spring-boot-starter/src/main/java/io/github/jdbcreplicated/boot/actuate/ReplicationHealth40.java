package io.github.jdbcreplicated.boot.actuate;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health entry {@code replication} by the contract of Spring Boot 4; asked anew each time. */
final class ReplicationHealth40 implements CompositeHealthContributor {
    private final HealthEntries entries;

    ReplicationHealth40(HealthEntries entries) {
        this.entries = entries;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        HealthEntry entry = entries.one(name);
        return entry == null ? null : indicator(entry);
    }

    @Override
    public Stream<Entry> stream() {
        return entries.all().entrySet().stream().map(entry -> new Entry(entry.getKey(), indicator(entry.getValue())));
    }

    private static HealthIndicator indicator(HealthEntry entry) {
        return () -> Health.status(entry.status()).withDetails(entry.details()).build();
    }
}
