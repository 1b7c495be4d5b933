package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import java.time.Clock;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** The health entry on Spring Boot 3.5, which has its contract under names of its own. */
@AutoConfiguration
@ConditionalOnReplicas
@ConditionalOnClass(
        name = {
            "org.springframework.boot.actuate.health.HealthContributor",
            "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator"
        })
final class ReplicationHealth35AutoConfiguration {

    @Bean
    @ConditionalOnEnabledHealthIndicator("replication")
    ReplicationHealth35 replicationHealthContributor(ReplicatedClusters clusters) {
        return new ReplicationHealth35(new HealthEntries(clusters, Clock.systemUTC()));
    }
}
