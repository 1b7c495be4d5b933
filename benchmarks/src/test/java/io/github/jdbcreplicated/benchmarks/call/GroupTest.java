package io.github.jdbcreplicated.benchmarks.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final Path HOME = Path.of(System.getProperty("java.home"));

    @Test
    void whatHasALimitRunsInEveryRound() {
        var group = new Group(Stage.of(HOME), Operation.READ, List.of(Contender.values()), 5);
        assertThat(group.inRound(1)).containsExactly(Contender.values());
        assertThat(group.inRound(2)).contains(Contender.TWO_POOLS).doesNotContain(Contender.AWS);
        assertThat(group.inRound(4)).containsExactlyElementsOf(Limits.CONTENDERS);
    }

    @Test
    void noneRunsInMoreRoundsThanItsGroup() {
        var group = new Group(Stage.of(HOME), Operation.READ, List.of(Contender.values()), 1);
        assertThat(group.inRound(1)).isEmpty();
    }

    @Test
    void titleTellsHowManyThreadsWork() {
        var onTwo = new Stage(HOME, Runtime.Version.parse("17"), false, 2);
        assertThat(new Group(onTwo, Operation.READ, Limits.CONTENDERS, 1).title())
                .isEqualTo("Auto-commit read; JDK 17, 2 platform threads");
    }
}
