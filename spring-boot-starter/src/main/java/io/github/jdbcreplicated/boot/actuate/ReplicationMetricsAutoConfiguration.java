package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Meters, where Micrometer is. */
@AutoConfiguration
@ConditionalOnReplicas
@ConditionalOnClass(MeterBinder.class)
final class ReplicationMetricsAutoConfiguration {

    @Bean
    RouteMeters replicatedRouteMeters(RouteCounts counts) {
        return new RouteMeters(counts);
    }

    @Bean
    TokenMeters replicatedTokenMeters(TokenCounts counts) {
        return new TokenMeters(counts);
    }

    @Bean
    NodeMeters replicatedNodeMeters(ReplicatedClusters clusters, PrimaryChanges changes) {
        return new NodeMeters(clusters, changes);
    }

    @Bean
    ReplayMeters replicatedReplayMeters(ReplayCounts counts) {
        return new ReplayMeters(counts);
    }

    @Bean
    ReplicaPoolMeters replicatedReplicaPoolMeters(ReplicatedClusters clusters) {
        return new ReplicaPoolMeters(clusters);
    }
}
