package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.github.jdbcreplicated.boot.takeover.RunningCluster;
import io.github.jdbcreplicated.token.TokenCodec;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** The endpoint, where the actuator is. */
@AutoConfiguration
@ConditionalOnReplicas
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
final class ReplicationEndpointAutoConfiguration {

    @Bean
    static SecretSettings replicatedSecretSettings() {
        return new SecretSettings();
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    ReplicationEndpoint replicationEndpoint(
            ReplicationProperties properties,
            ReplicatedClusters clusters,
            TokenCodec codec,
            RouteCounts routes,
            TokenCounts tokens,
            ReplayCounts replays,
            HandlerNotes notes) {
        return new ReplicationEndpoint(
                () -> ReplicationReport.of(
                        properties.consistency().level(),
                        clusters.all().stream().map(RunningCluster::dataSource).toList(),
                        routes,
                        TokenReport.of(properties.token(), codec, tokens),
                        replays,
                        notes),
                clusters);
    }
}
