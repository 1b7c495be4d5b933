package io.github.jdbcreplicated.boot.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.spring.ReplicationClientInterceptor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration;
import org.springframework.boot.autoconfigure.web.client.RestTemplateAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;

class ForwardingTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RestClientAutoConfiguration.class,
                    RestTemplateAutoConfiguration.class,
                    ReplicationClient35AutoConfiguration.class,
                    ReplicationClientAutoConfiguration.class,
                    ReplicationTokenAutoConfiguration.class))
            .withUserConfiguration(Properties.class)
            .withPropertyValues("replicated.replicas[0].url=jdbc:postgresql://replica.example/app");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ReplicationProperties.class)
    static class Properties {}

    @Test
    void clientsOfSpringBootPassTheTokenOn() {
        runner.withPropertyValues("replicated.token.forward-to=orders.internal").run(context -> {
            ReplicationClientInterceptor interceptor = context.getBean(ReplicationClientInterceptor.class);
            assertThat(ofRestClient(context)).containsOnlyOnce(interceptor);
            assertThat(context.getBean(RestTemplateBuilder.class).build().getInterceptors())
                    .containsOnlyOnce(interceptor);
        });
    }

    @Test
    void withoutHostsNoClientIsTouched() {
        runner.run(context -> {
            assertThat(context).doesNotHaveBean(ReplicationClientInterceptor.class);
            assertThat(ofRestClient(context)).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicated.token.forward-to=http://orders.internal | replicated.token.forward-to: 'http://orders.internal' is no host
            replicated.token.header=off | lists [orders.internal], and replicated.token.header is 'off'
            replicated.token.header=false | replicated.token.header is 'false'
            replicated.token.header=a b | replicated.token.header: 'a b' is no header name
            """)
    void settingIsRefused(String setting, String message) {
        runner.withPropertyValues("replicated.token.forward-to=orders.internal", setting)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(ReplicationSettingException.class.getName() + ": ")
                        .hasStackTraceContaining(message));
    }

    private static List<ClientHttpRequestInterceptor> ofRestClient(ApplicationContext context) {
        List<ClientHttpRequestInterceptor> interceptors = new ArrayList<>();
        context.getBean(RestClient.Builder.class).requestInterceptors(interceptors::addAll);
        return interceptors;
    }
}
