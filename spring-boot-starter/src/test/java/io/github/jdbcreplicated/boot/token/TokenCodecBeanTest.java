package io.github.jdbcreplicated.boot.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.TokenCodec;
import io.github.jdbcreplicated.token.TokenCodec.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class TokenCodecBeanTest {
    private static final String KEY = "replicated.token.keys=q7gqIhqy3CgpJk0nLfnxAvg0QJgXZkm6f3xLPCnd3bA=";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ReplicationTokenAutoConfiguration.class))
            .withUserConfiguration(Properties.class)
            .withPropertyValues("replicated.replicas[0].url=jdbc:postgresql://replica.example/app");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ReplicationProperties.class)
    static class Properties {}

    @Test
    void isMadeOfTheProperties(CapturedOutput output) {
        runner.withPropertyValues(KEY, "replicated.token.max-age=5m").run(context -> {
            TokenCodec codec = context.getBean(TokenCodec.class);
            assertThat(codec.isEphemeral()).isFalse();
            assertThat(codec.maxAge()).isEqualTo(Duration.ofMinutes(5));
            assertThat(output).doesNotContain("replicated.token");
        });
    }

    @Test
    void withoutKeysThereIsOneWarningThatSaysHowToMakeOne(CapturedOutput output) {
        runner.run(context -> {
            assertThat(context.getBean(TokenCodec.class).isEphemeral()).isTrue();
            assertThat(output)
                    .containsOnlyOnce("replicated.token.keys is not set")
                    .contains("slow, not stale")
                    .contains("openssl rand -base64 32");
        });
    }

    @Test
    void tokenOfAnotherCookieIsNotAccepted() {
        runner.withPropertyValues(KEY)
                .run(shop -> runner.withPropertyValues(KEY, "replicated.token.cookie.name=admin")
                        .run(admin -> {
                            String text = shop.getBean(TokenCodec.class).encode(ConsistencyToken.UNVERIFIED);
                            assertThat(admin.getBean(TokenCodec.class)
                                            .read(text)
                                            .outcome())
                                    .isNotEqualTo(Outcome.READ);
                        }));
    }

    @Test
    void theApplicationsOwnWins(CapturedOutput output) {
        TokenCodec own = TokenCodec.builder().build();
        runner.withBean(TokenCodec.class, () -> own).run(context -> {
            assertThat(context.getBean(TokenCodec.class)).isSameAs(own);
            assertThat(output).doesNotContain("replicated.token.keys");
        });
    }

    @Test
    void thereIsNoneWithoutReplicas() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ReplicationTokenAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(TokenCodec.class));
    }
}
