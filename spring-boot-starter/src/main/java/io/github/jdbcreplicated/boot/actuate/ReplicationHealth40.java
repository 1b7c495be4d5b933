package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health entry {@code replication} by the contract of Spring Boot 4; asked anew each time. */
final class ReplicationHealth40 implements CompositeHealthContributor {
    private final ReplicatedClusters clusters;

    ReplicationHealth40(ReplicatedClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        NodeHealth node = NodeHealth.of(clusters, name);
        return node == null ? null : indicator(node);
    }

    @Override
    public Stream<Entry> stream() {
        return NodeHealth.of(clusters).entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), indicator(entry.getValue())));
    }

    private static HealthIndicator indicator(NodeHealth node) {
        return () -> Health.status(node.status()).withDetails(node.details()).build();
    }
}
