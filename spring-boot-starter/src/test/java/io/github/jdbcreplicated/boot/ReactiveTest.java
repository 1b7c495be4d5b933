package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.ClassUtils;

@ExtendWith(OutputCaptureExtension.class)
class ReactiveTest {

    @Test
    void reactiveApplicationIsToldThatEverythingGoesToThePrimary(CapturedOutput output) {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ClassUtils.resolveClassName(
                        "io.github.jdbcreplicated.boot.web.ReplicationReactiveAutoConfiguration", null)))
                .withPropertyValues("replicated.replicas[0].url=jdbc:postgresql://replica.example/app")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).containsOnlyOnce("so everything goes to the primary");
    }
}
