package io.github.jdbcreplicated.boot.token;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.spring.ReplicationClientInterceptor;
import io.github.jdbcreplicated.token.TokenCodec;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.client.ClientHttpRequestInterceptor;

/** What passes the token on to other services; HTTP clients that Spring Boot makes have it, others can be given it. */
@AutoConfiguration
@ConditionalOnReplicas
@Conditional(OnForwardingCondition.class)
@ConditionalOnClass(ClientHttpRequestInterceptor.class)
final class ReplicationClientAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static ReplicationClientInterceptor replicatedClientInterceptor(
            ReplicationProperties properties, TokenCodec codec) {
        ReplicationProperties.Token token = properties.token();
        if (!token.hasHeader()) {
            throw new ReplicationSettingException(
                    "replicated.token.forward-to lists " + token.forwardTo() + ", and replicated.token.header is '"
                            + token.header() + "'; other services are given the token in that header",
                    "Name the header, for example Replicated-Token, or remove replicated.token.forward-to.");
        }
        try {
            return new ReplicationClientInterceptor(codec, token.forwardTo(), token.header());
        } catch (IllegalArgumentException e) {
            throw new ReplicationSettingException(
                    "replicated.token." + String.valueOf(e.getMessage()).replace("forwardTo", "forward-to"),
                    "List hosts, for example orders.internal, orders.internal:8080 or *.shop.internal.",
                    e);
        }
    }
}
