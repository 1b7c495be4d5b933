package io.github.jdbcreplicated.boot.actuate;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;

/** The health entry {@code replication} by the contract of Spring Boot 3.5; asked anew each time. */
final class ReplicationHealth35 implements CompositeHealthContributor {
    private final HealthEntries entries;

    ReplicationHealth35(HealthEntries entries) {
        this.entries = entries;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        HealthEntry entry = entries.one(name);
        return entry == null ? null : indicator(entry);
    }

    @Override
    public Iterator<NamedContributor<HealthContributor>> iterator() {
        return entries.all().entrySet().stream()
                .map(entry -> NamedContributor.<HealthContributor>of(entry.getKey(), indicator(entry.getValue())))
                .iterator();
    }

    private static HealthIndicator indicator(HealthEntry entry) {
        return () -> Health.status(entry.status()).withDetails(entry.details()).build();
    }
}
