package io.github.jdbcreplicated.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jdbcreplicated.benchmarks.frame.Effort;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @ParameterizedTest
    @ValueSource(strings = {"call", "servers", "state", "growth", "capture"})
    void eachQuestionIsAskedByItsName(String name) {
        var arguments = Arguments.of(name);

        assertThat(arguments.question().name()).isEqualTo(name);
        assertThat(arguments.effort()).isEqualTo(Effort.FULL);
        assertThat(arguments.page()).isEqualTo(Path.of("docs/performance.md"));
        assertThat(Questions.list()).contains("  " + name + " ");
    }

    @Test
    void optionsStandBeforeOrAfterTheQuestion() {
        var arguments = Arguments.of("--page=other.md", "call", "--short");

        assertThat(arguments.question().name()).isEqualTo("call");
        assertThat(arguments.effort()).isEqualTo(Effort.SHORT);
        assertThat(arguments.page()).isEqualTo(Path.of("other.md"));
    }

    @Test
    void unknownQuestionIsRefusedWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("cal"))
                .withMessage("There is no question 'cal'; allowed are call, servers, state, growth, capacity, capture");
    }

    @Test
    void unknownOptionIsRefusedWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("call", "--quick"))
                .withMessage("There is no option '--quick'; allowed are --short and --page=FILE");
    }

    @Test
    void noQuestionAndTwoQuestionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("--short"))
                .withMessageStartingWith("One question at a time, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("call", "growth"))
                .withMessageStartingWith("One question at a time, not 2");
    }
}
