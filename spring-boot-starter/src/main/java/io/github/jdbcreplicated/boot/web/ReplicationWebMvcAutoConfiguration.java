package io.github.jdbcreplicated.boot.web;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import io.github.jdbcreplicated.spring.ReplicationHandlerInterceptor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Has annotations hold for handlers of Spring MVC. */
@AutoConfiguration
@ConditionalOnReplicas
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
final class ReplicationWebMvcAutoConfiguration {

    /** A bean of this type reaches every handler mapping, also Spring Data REST's, before what is registered there. */
    @Bean
    MappedInterceptor replicationHandlerInterceptor() {
        return new MappedInterceptor(new String[0], new ReplicationHandlerInterceptor());
    }
}
