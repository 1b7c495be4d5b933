package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health entry on Spring Boot 4, which has its contract under names of its own. */
@AutoConfiguration
@ConditionalOnReplicas
@ConditionalOnClass(
        name = {
            "org.springframework.boot.health.contributor.HealthContributor",
            "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator"
        })
final class ReplicationHealth40AutoConfiguration {

    @Bean
    @ConditionalOnEnabledHealthIndicator("replication")
    ReplicationHealth40 replicationHealthContributor(ReplicatedClusters clusters) {
        return new ReplicationHealth40(new HealthEntries(clusters, Clock.systemUTC()));
    }
}
