package io.github.jdbcreplicated.testkit;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresClusterBuilderTest {

    private final PostgresClusterBuilder builder = PostgresCluster.builder();

    @ParameterizedTest
    @ValueSource(ints = {-1, 9})
    void countOfReplicasOutsideTheRangeIsRefused(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.replicas(count))
                .withMessage("replicas is " + count + ", allowed is 0 to 8");
    }

    @Test
    void settingGivenTwiceIsRefused() {
        builder.setting("work_mem", "1MB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setting("work_mem", "2MB"))
                .withMessageContaining("'work_mem' is given twice: '1MB' and '2MB'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Work Mem", "a=b", "port'", "1st"})
    void whatIsNoNameOfASettingIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setting(name, "x"))
                .withMessageContaining("is not the name of a PostgreSQL setting");
    }

    @Test
    void settingsOfTheKitItselfAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setting("port", "5432"))
                .withMessageContaining("'port' belongs to the test kit");
    }

    @Test
    void valueThatWouldBeginANewLineIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setting("work_mem", "1MB\nport=1"))
                .withMessageContaining("line break");
    }

    @Test
    void folderWithoutPostgresIsRefused(@TempDir Path empty) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.postgresHome(empty).start())
                .withMessageContaining("No PostgreSQL in " + empty)
                .withMessageContaining("jdbcreplicated.testkit.postgres-home");
    }
}
