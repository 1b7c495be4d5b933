package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Listeners that remember what was routed. */
@AutoConfiguration
@ConditionalOnReplicas
final class ReplicationObservationAutoConfiguration {

    @Bean
    static RouteCounts replicatedRouteCounts() {
        return new RouteCounts();
    }

    @Bean
    static HandlerNotes replicatedHandlerNotes() {
        return new HandlerNotes();
    }

    @Bean
    static PrimaryChanges replicatedPrimaryChanges() {
        return new PrimaryChanges();
    }

    @Bean
    static TokenCounts replicatedTokenCounts() {
        return new TokenCounts();
    }

    @Bean
    static ReplayCounts replicatedReplayCounts() {
        return new ReplayCounts();
    }

    @Bean
    @ConditionalOnClass(name = "org.slf4j.MDC")
    @ConditionalOnProperty(prefix = "replicated", name = "mdc", havingValue = "true")
    static NodeInLogContext replicatedNodeInLogContext() {
        return new NodeInLogContext();
    }
}
