package io.github.jdbcreplicated.boot.web;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.boot.actuate.ReplayCounts;
import io.github.jdbcreplicated.boot.actuate.TokenCounts;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.github.jdbcreplicated.servlet.HandlerScopeFilter;
import io.github.jdbcreplicated.servlet.ReplicationFilter;
import io.github.jdbcreplicated.servlet.TargetResolver;
import io.github.jdbcreplicated.servlet.replay.ReplayFilter;
import io.github.jdbcreplicated.servlet.replay.ReplayMode;
import io.github.jdbcreplicated.token.TokenCodec;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Opens a unit of work per request. */
@AutoConfiguration
@ConditionalOnReplicas
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class ReplicationWebAutoConfiguration {
    /** Outside Spring Session (MIN_VALUE + 50) and Security, inside what only observes or sets the encoding. */
    private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 40;

    @Bean
    FilterRegistrationBean<ReplicationFilter> replicationFilter(
            ReplicationProperties properties,
            ObjectProvider<TargetResolver> resolvers,
            ReplicatedClusters clusters,
            TokenCodec codec,
            TokenCounts counts) {
        ReplicationFilter filter = FilterFactory.create(
                properties.web(),
                resolvers.orderedStream().toList(),
                clusters::acceptWrites,
                CarrierFactory.create(properties.token(), codec, counts));
        return registration(filter, FILTER_ORDER);
    }

    /** The order alone is also that of every filter without one; matching after the others puts it behind those too. */
    @Bean
    FilterRegistrationBean<HandlerScopeFilter> replicationHandlerScopeFilter() {
        FilterRegistrationBean<HandlerScopeFilter> registration =
                registration(new HandlerScopeFilter(), Ordered.LOWEST_PRECEDENCE);
        registration.setMatchAfter(true);
        return registration;
    }

    /** After the one above by being declared after it. */
    @Bean
    FilterRegistrationBean<ReplayFilter> replicationReplayFilter(
            ReplicationProperties properties, ReplayCounts counts) {
        FilterRegistrationBean<ReplayFilter> registration =
                registration(ReplayFactory.create(properties, counts), Ordered.LOWEST_PRECEDENCE);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setMatchAfter(true);
        registration.setEnabled(properties.web().replay() != ReplayMode.OFF);
        return registration;
    }

    private static <F extends Filter> FilterRegistrationBean<F> registration(F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setAsyncSupported(true);
        return registration;
    }
}
