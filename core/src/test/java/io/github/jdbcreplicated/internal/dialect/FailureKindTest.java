package io.github.jdbcreplicated.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states and codes that real servers were seen to answer. */
class FailureKindTest {

    @ParameterizedTest
    @CsvSource({"25006, 0", "HY000, 1290", "25006, 1792"})
    void aReplicaRefusesAWrite(String state, int code) {
        assertThat(FailureKind.of(failure(state, code), true, false)).isEqualTo(FailureKind.WRITE_REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"25006, 0", "HY000, 1290"})
    void aPrimaryThatRefusesAWriteHasAnotherRoleNow(String state, int code) {
        assertThat(FailureKind.of(failure(state, code), false, false)).isEqualTo(FailureKind.ROLE_CHANGED);
    }

    @Test
    void aWriteInTheApplicationsOwnReadOnlyTransactionIsItsOwnMatter() {
        assertThat(FailureKind.of(failure("25006", 0), false, true)).isEqualTo(FailureKind.OTHER);
    }

    @ParameterizedTest
    @CsvSource({"08000", "08001", "08003", "08006", "57P01", "57P02", "57P03", "57P04"})
    void aConnectionThatIsGoneIsALostNode(String state) {
        assertThat(FailureKind.of(failure(state, 0), true, false)).isEqualTo(FailureKind.NODE_LOST);
        assertThat(FailureKind.of(failure(state, 0), false, false)).isEqualTo(FailureKind.NODE_LOST);
    }

    @Test
    void aReadCancelledOnAReplicaIsARecoveryConflictAndOnThePrimaryASerializationFailure() {
        assertThat(FailureKind.of(failure("40001", 0), true, false)).isEqualTo(FailureKind.RECOVERY_CONFLICT);
        assertThat(FailureKind.of(failure("40001", 0), false, false)).isEqualTo(FailureKind.OTHER);
    }

    @ParameterizedTest
    @CsvSource({"23505", "42601", "57014", "53300", "40P01"})
    void theRestIsTheApplicationsMatter(String state) {
        assertThat(FailureKind.of(failure(state, 0), true, false)).isEqualTo(FailureKind.OTHER);
    }

    @Test
    void aFailureWithoutAStateIsTheApplicationsMatter() {
        assertThat(FailureKind.of(new SQLException("no state"), true, false)).isEqualTo(FailureKind.OTHER);
    }

    private static SQLException failure(String state, int code) {
        return new SQLException("as answered", state, code);
    }
}
