package io.github.jdbcreplicated.boot.token;

import io.github.jdbcreplicated.spring.ReplicationClientInterceptor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.client.RestClientCustomizer;
import org.springframework.boot.web.client.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;

/** HTTP clients of Spring Boot 3.5 pass the token on. */
@AutoConfiguration(after = ReplicationClientAutoConfiguration.class)
@ConditionalOnClass(
        name = {
            "org.springframework.http.client.ClientHttpRequestInterceptor",
            "org.springframework.boot.web.client.RestClientCustomizer",
            "org.springframework.boot.web.client.RestTemplateCustomizer"
        })
@ConditionalOnBean(ReplicationClientInterceptor.class)
final class ReplicationClient35AutoConfiguration {

    @Bean
    RestClientCustomizer replicatedRestClientCustomizer(ReplicationClientInterceptor interceptor) {
        return client -> client.requestInterceptor(interceptor);
    }

    @Bean
    RestTemplateCustomizer replicatedRestTemplateCustomizer(ReplicationClientInterceptor interceptor) {
        return client -> client.getInterceptors().add(interceptor);
    }
}
