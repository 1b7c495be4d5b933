package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
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
    @ConditionalOnAvailableEndpoint
    ReplicationEndpoint replicationEndpoint(ReplicatedClusters clusters, RouteCounts counts, HandlerNotes notes) {
        return new ReplicationEndpoint(clusters, counts, notes);
    }
}
