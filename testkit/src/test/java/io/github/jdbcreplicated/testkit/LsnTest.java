package io.github.jdbcreplicated.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LsnTest {

    @Test
    void readsAndWritesPostgresOwnForm() {
        assertThat(Lsn.parse("16/B374D848")).hasToString("16/B374D848");
        assertThat(Lsn.parse("0/0").value()).isZero();
        assertThat(Lsn.parse("1/0").value()).isEqualTo(1L << 32);
    }

    @Test
    void comparesWithoutASign() {
        assertThat(Lsn.parse("FFFFFFFF/0").covers(Lsn.parse("1/0"))).isTrue();
        assertThat(Lsn.parse("1/0").covers(Lsn.parse("1/1"))).isFalse();
    }

    @Test
    void refusesWhatIsNoPosition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lsn.parse("here"))
                .withMessageContaining("'here' is not a log position");
    }

    @Test
    void endOfTheLastRecordLiesBeforeAnUnwrittenHeader() {
        long segment = 16 << 20;
        long page = 8192;
        assertThat(Replication.endOfLastRecord(new Lsn(3 * segment + 40), segment, page))
                .isEqualTo(new Lsn(3 * segment));
        assertThat(Replication.endOfLastRecord(new Lsn(5 * page + 24), segment, page))
                .isEqualTo(new Lsn(5 * page));
        assertThat(Replication.endOfLastRecord(new Lsn(5 * page + 40), segment, page))
                .isEqualTo(new Lsn(5 * page + 40));
    }
}
