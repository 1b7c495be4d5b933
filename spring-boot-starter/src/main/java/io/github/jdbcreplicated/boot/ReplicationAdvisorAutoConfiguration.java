package io.github.jdbcreplicated.boot;

import io.github.jdbcreplicated.boot.actuate.HandlerNotes;
import io.github.jdbcreplicated.spring.ReplicationAdvisor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;

/** Has annotations hold for the methods of beans. */
@AutoConfiguration
@ConditionalOnReplicas
final class ReplicationAdvisorAutoConfiguration {
    private static final String HANDLER_INTERCEPTOR = "replicationHandlerInterceptor";

    /** Without the infrastructure role Spring ignores an advisor where AspectJ is not on the class path. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean
    static ReplicationAdvisor replicationAdvisor(ObjectProvider<HandlerNotes> notes, BeanFactory beans) {
        boolean handlersAreServed = beans.containsBean(HANDLER_INTERCEPTOR);
        return ReplicationAdvisor.builder()
                .except(type -> handlersAreServed && AnnotatedElementUtils.hasAnnotation(type, Controller.class))
                .whenIgnored(method -> notes.getObject().ignored(method))
                .build();
    }
}
