package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;

/** The health entry {@code replication} by the contract of Spring Boot 3.5; asked anew each time. */
final class ReplicationHealth35 implements CompositeHealthContributor {
    private final ReplicatedClusters clusters;

    ReplicationHealth35(ReplicatedClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        NodeHealth node = NodeHealth.of(clusters, name);
        return node == null ? null : indicator(node);
    }

    @Override
    public Iterator<NamedContributor<HealthContributor>> iterator() {
        return NodeHealth.of(clusters).entrySet().stream()
                .map(entry -> NamedContributor.<HealthContributor>of(entry.getKey(), indicator(entry.getValue())))
                .iterator();
    }

    private static HealthIndicator indicator(NodeHealth node) {
        return () -> Health.status(node.status()).withDetails(node.details()).build();
    }
}
