package io.github.jdbcreplicated.internal.cluster;

import static io.github.jdbcreplicated.internal.cluster.Servers.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keeps a replica from work, with a max-lag of 10 s. */
class StandingTest extends ThreeReplicas {
    private static final Duration MAX_LAG = Duration.ofSeconds(10);

    @Test
    void whatNothingIsKnownOfIsGivenWork() {
        assertThat(whyOut(first)).isEmpty();
    }

    @Test
    void theReasonsComeInTheirOrder() {
        see(primary, Servers.primary(2, 1_000, 100 * SECOND));
        see(first, Servers.seen("another system", 1, true, 10, 100 * SECOND));
        facts = facts.with(
                first,
                node -> node.with(new Health.PassedOver(0, "gives nothing"))
                        .withDrained(true)
                        .withHindered(new Hindrance("is hindered", false, Set.of()))
                        .withSlow("is slow"));
        assertThat(whyOut(first)).isEqualTo("gives nothing");
        facts = facts.with(first, node -> node.with(Health.untried()));
        assertThat(whyOut(first)).isEqualTo("is drained");
        facts = facts.with(first, node -> node.withDrained(false));
        assertThat(whyOut(first)).isEqualTo("does not follow the primary's timeline");
        see(first, Servers.primary(2, 1_000, 100 * SECOND));
        assertThat(whyOut(first)).startsWith("says that it takes writes");
        see(first, Servers.replica(2, 10, 100 * SECOND));
        assertThat(whyOut(first)).isEqualTo("is hindered");
        facts = facts.with(first, node -> node.withHindered(Hindrance.NONE));
        assertThat(whyOut(first)).contains("10000 ms of the primary (replicated.max-lag)");
        see(first, Servers.replica(2, 1_000, 100 * SECOND));
        catchUp(2, second, third);
        assertThat(whyOut(first)).isEqualTo("is slow");
        facts = facts.with(first, node -> node.withSlow(""));
        assertThat(whyOut(first)).isEmpty();
    }

    @Test
    void aLagIsNoReasonThatNoReadMayOverlook() {
        see(primary, Servers.primary(1, 1_000, 100 * SECOND));
        assertThat(standing().whyUnfit(facts.of(first))).isEmpty();
        assertThat(whyOut(first)).isNotEmpty();
    }

    @Test
    void aSuspicionIsNothingThatPeopleAreTold() {
        facts = facts.with(first, node -> node.with(node.health().lostConnection(1)));
        assertThat(whyOut(first)).isEmpty();
    }

    // ---- Late

    @Test
    void nobodyIsLateWhileThePrimaryWasNeverSeen() {
        see(first, Servers.replica(1, 10, 100 * SECOND));
        assertThat(standing().isLate(first)).isFalse();
    }

    @Test
    void aReplicaThatWasNeverSeenIsLateOnceThePrimaryIs() {
        see(primary, Servers.primary(1, 1_000, 100 * SECOND));
        assertThat(standing().isLate(first)).isTrue();
    }

    @Test
    void aReplicaMayBeLateByMaxLagAndNoMore() {
        see(primary, Servers.primary(1, 1_000, 100 * SECOND));
        see(first, Servers.replica(1, 1_000, 100 * SECOND));
        see(primary, Servers.primary(1, 2_000, 110 * SECOND));
        assertThat(standing().isLate(first)).isFalse();
        see(primary, Servers.primary(1, 3_000, 110 * SECOND + 1_000_000));
        assertThat(standing().isLate(first)).isTrue();
    }

    @Test
    void nobodyFallsBehindAPrimaryThatCannotBeSeen() {
        see(primary, Servers.primary(1, 1_000, 100 * SECOND));
        see(first, Servers.replica(1, 1_000, 100 * SECOND));
        see(first, Servers.replica(1, 1_000, 500 * SECOND));
        assertThat(standing().isLate(first)).isFalse();
    }

    @Test
    void latenessSurvivesTheWrappingOfTheClock() {
        long start = Long.MAX_VALUE - SECOND;
        see(primary, Servers.primary(1, 1_000, start));
        see(first, Servers.replica(1, 1_000, start));
        see(primary, Servers.primary(1, 2_000, start + 5 * SECOND));
        assertThat(standing().isLate(first)).isFalse();
        assertThat(standing().isLate(second)).isTrue();
    }

    // ---- Slow

    @Test
    void oneOfTwoMayBeOutBecauseItIsSlow() {
        slow(first);
        drain(third);
        assertThat(whyOut(first)).isEqualTo("is slow");
        assertThat(whyOut(second)).isEmpty();
    }

    @Test
    void slownessTakesNobodyWhenLessThanHalfWouldStay() {
        slow(first, second);
        assertThat(whyOut(first)).isEmpty();
        assertThat(whyOut(second)).isEmpty();
    }

    @Test
    void theLastOneStaysHoweverSlowItIs() {
        slow(first);
        drain(second, third);
        assertThat(whyOut(first)).isEmpty();
    }

    @Test
    void thoseThatAreOutOrLateAreNotAmongThoseThatStay() {
        see(primary, Servers.primary(1, 1_000, 100 * SECOND));
        catchUp(1, first);
        slow(first);
        assertThat(whyOut(first)).isEmpty();
        catchUp(1, second);
        assertThat(whyOut(first)).isEqualTo("is slow");
        drain(second);
        assertThat(whyOut(first)).isEmpty();
    }

    @Test
    void aSuspectIsNotAmongThoseThatStay() {
        slow(first);
        drain(third);
        facts = facts.with(second, node -> node.with(node.health().lostConnection(1)));
        assertThat(whyOut(first)).as("the only one that serves").isEmpty();
    }

    @Test
    void thePrimaryIsNotAmongThoseThatStay() {
        slow(first);
        drain(second, third);
        facts = facts.with(primary, node -> node.withSlow("is slow"));
        assertThat(whyOut(first)).isEmpty();
    }

    private void catchUp(int timeline, Node... replicas) {
        for (Node replica : replicas) {
            see(replica, Servers.replica(timeline, 1_000, 100 * SECOND));
        }
    }

    private void slow(Node... replicas) {
        for (Node replica : replicas) {
            facts = facts.with(replica, node -> node.withSlow("is slow"));
        }
    }

    private void drain(Node... replicas) {
        for (Node replica : replicas) {
            facts = facts.with(replica, node -> node.withDrained(true));
        }
    }

    private String whyOut(Node replica) {
        return standing().whyOut(facts.of(replica));
    }

    private Standing standing() {
        return new Standing(facts, MAX_LAG);
    }
}
