package io.github.jdbcreplicated.boot.takeover;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts the ReplicatedDataSource in the place of the application's DataSource bean.
 *
 * <p>The last of all post-processors, so that what decorates DataSources decorates each node, not the router: the
 * container registers those of merged definitions once more after all others, and only there is behind those without an
 * order.
 */
public final class DataSourceTakeover implements MergedBeanDefinitionPostProcessor, PriorityOrdered {
    private final SingletonSupplier<ClusterFactory> clusters;

    /** Creates the post-processor; {@code clusters} is asked when the first DataSource appears, not before. */
    public DataSourceTakeover(Supplier<ClusterFactory> clusters) {
        this.clusters = SingletonSupplier.of(clusters);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String beanName) {}

    @Override
    public @Nullable Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DataSource dataSource ? clusters.obtain().takeOver(dataSource, beanName) : bean;
    }
}
