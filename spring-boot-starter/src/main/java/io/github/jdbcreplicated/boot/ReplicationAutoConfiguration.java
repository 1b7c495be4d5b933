package io.github.jdbcreplicated.boot;

import io.github.jdbcreplicated.RoutingListener;
import io.github.jdbcreplicated.boot.takeover.ClusterFactory;
import io.github.jdbcreplicated.boot.takeover.DataSourceTakeover;
import io.github.jdbcreplicated.boot.takeover.PrimaryPublisher;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.github.jdbcreplicated.boot.takeover.TakeoverCheck;
import io.github.jdbcreplicated.spi.TransactionHint;
import io.github.jdbcreplicated.spring.SpringTransactionHint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;

/**
 * Takes the application's DataSource over where replicas are listed.
 *
 * <p>What the post-processor needs is made when the first DataSource appears: beans made earlier would miss other
 * post-processors.
 */
@AutoConfiguration
@ConditionalOnClass(EmbeddedDatabase.class)
@ConditionalOnProperty(prefix = "replicated", name = "enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(ReplicationProperties.class)
final class ReplicationAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DataSourceTakeover replicatedDataSourceTakeover(ObjectProvider<ClusterFactory> clusters) {
        return new DataSourceTakeover(clusters::getObject);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static TakeoverCheck replicatedTakeoverCheck(
            ConfigurableListableBeanFactory beans, ObjectProvider<ClusterFactory> clusters) {
        return new TakeoverCheck(beans, clusters::getObject);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ClusterFactory replicatedClusterFactory(
            ConfigurableListableBeanFactory beans,
            ReplicationProperties properties,
            TransactionHint transactions,
            ObjectProvider<RoutingListener> listeners,
            ReplicatedClusters clusters) {
        return new ClusterFactory(
                beans, properties, transactions, listeners.orderedStream().toList(), clusters);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ReplicatedClusters replicatedClusters() {
        return new ReplicatedClusters();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean
    static TransactionHint replicatedTransactionHint() {
        return new SpringTransactionHint();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnReplicas
    static PrimaryPublisher replicatedPrimaryPublisher(Environment environment) {
        return new PrimaryPublisher(environment);
    }
}
