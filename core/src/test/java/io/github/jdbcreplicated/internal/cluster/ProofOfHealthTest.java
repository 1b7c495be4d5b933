package io.github.jdbcreplicated.internal.cluster;

import static io.github.jdbcreplicated.internal.cluster.Servers.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jdbcreplicated.internal.cluster.Health.Up;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofOfHealthTest {
    private static final ProofOfHealth OF_REPLICA = ProofOfHealth.OF_REPLICA;

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "3, 4", "4, 8", "5, 16", "6, 30", "7, 30", "50, 30", "2147483647, 30"})
    void theHoldOffDoublesWithEachOutageUpToHalfAMinute(int outages, long seconds) {
        assertThat(OF_REPLICA.isEnough(3, seconds * SECOND, outages)).isTrue();
        assertThat(OF_REPLICA.isEnough(3, seconds * SECOND - 1, outages)).isFalse();
    }

    @Test
    void aReplicaHasToAnswerThreeTimesInARow() {
        assertThat(OF_REPLICA.isEnough(2, 100 * SECOND, 1)).isFalse();
        assertThat(OF_REPLICA.isEnough(3, 100 * SECOND, 1)).isTrue();
    }

    @Test
    void thePrimaryIsTriedAtEveryAnswerHoweverOftenItWasOut() {
        assertThat(ProofOfHealth.OF_PRIMARY.isEnough(1, 0, 20)).isTrue();
        assertThat(ProofOfHealth.OF_PRIMARY.isEnough(0, 100 * SECOND, 20)).isFalse();
    }

    @Test
    void outagesAreRememberedForAMinuteAfterTheComeback() {
        Up back = new Up(7, 3);
        assertThat(ProofOfHealth.recentOutages(back, 7)).isEqualTo(3);
        assertThat(ProofOfHealth.recentOutages(back, 7 + 60 * SECOND - 1)).isEqualTo(3);
        assertThat(ProofOfHealth.recentOutages(back, 7 + 60 * SECOND)).isZero();
    }

    @Test
    void whatWasNeverOutHasNothingToRemember() {
        assertThat(ProofOfHealth.recentOutages(new Up(0, 0), 1)).isZero();
    }

    @Test
    void theShareGrowsFromATenthToTheWholeInTenSeconds() {
        Up back = new Up(Long.MAX_VALUE, 1);
        assertThat(share(back, 0)).isEqualTo(0.1);
        assertThat(share(back, SECOND)).isEqualTo(0.1);
        assertThat(share(back, 5 * SECOND)).isEqualTo(0.5, within(1e-9));
        assertThat(share(back, 10 * SECOND)).isEqualTo(1);
        assertThat(share(back, 1_000 * SECOND)).isEqualTo(1);
    }

    @Test
    void whatWasNeverOutHasItsWholeShare() {
        assertThat(share(new Up(Long.MAX_VALUE, 0), 0)).isEqualTo(1);
    }

    /** The clock wraps on the way. */
    private static double share(Up up, long after) {
        return ProofOfHealth.share(up, up.since() + after);
    }
}
