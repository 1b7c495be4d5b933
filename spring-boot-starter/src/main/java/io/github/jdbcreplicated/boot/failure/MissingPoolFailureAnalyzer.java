package io.github.jdbcreplicated.boot.failure;

import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;

/** The same question asked after the DataSource was made: then the container knows no bean of the pool's type at all. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingPoolFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {
    private final BeanFactory beans;

    MissingPoolFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        ResolvableType wanted = cause.getResolvableType();
        boolean asksForPool = wanted != null
                && DataSource.class.isAssignableFrom(wanted.toClass())
                && wanted.toClass() != DataSource.class;
        return asksForPool && isRouted()
                ? PoolInjection.analysis("A bean of type " + wanted.toClass().getName() + " is asked for", cause)
                : null;
    }

    private boolean isRouted() {
        ReplicatedClusters clusters =
                beans.getBeanProvider(ReplicatedClusters.class).getIfAvailable();
        return clusters != null && !clusters.all().isEmpty();
    }
}
