package io.github.jdbcreplicated.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        var table = new Table("", "ns", "x").group("Read").row("HikariCP", "1300", "1.00");

        assertThat(table).hasToString("""
                |          |   ns |    x |
                |----------|-----:|-----:|
                | **Read** |      |      |
                | HikariCP | 1300 | 1.00 |
                """);
    }

    @Test
    void rowWithTooManyCellsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("a").row("1", "2"))
                .withMessage("The table has 1 columns, the row 2: [1, 2]");
    }
}
