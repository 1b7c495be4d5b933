package io.github.jdbcreplicated.boot.token;

import io.github.jdbcreplicated.spring.ReplicationClientInterceptor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;

/** HTTP clients of Spring Boot 4 pass the token on. */
@AutoConfiguration(after = ReplicationClientAutoConfiguration.class)
@ConditionalOnClass(
        name = {
            "org.springframework.http.client.ClientHttpRequestInterceptor",
            "org.springframework.boot.restclient.RestClientCustomizer",
            "org.springframework.boot.restclient.RestTemplateCustomizer"
        })
@ConditionalOnBean(ReplicationClientInterceptor.class)
final class ReplicationClient40AutoConfiguration {

    @Bean
    RestClientCustomizer replicatedRestClientCustomizer(ReplicationClientInterceptor interceptor) {
        return client -> client.requestInterceptor(interceptor);
    }

    @Bean
    RestTemplateCustomizer replicatedRestTemplateCustomizer(ReplicationClientInterceptor interceptor) {
        return client -> client.getInterceptors().add(interceptor);
    }
}
