package io.github.jdbcreplicated.internal.cluster;

import static io.github.jdbcreplicated.internal.cluster.Servers.MS;
import static io.github.jdbcreplicated.internal.cluster.Servers.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private final Node primary = Servers.node("primary", 0);
    private final Node replica = Servers.node("replica-1", 1);
    private final Node other = Servers.node("replica-2", 2);

    @Test
    void aReplicaIsOutAfterItsPatienceAndNotBefore() {
        assertThat(replica(silence(0, SECOND, 0)).health()).isEqualTo(Health.untried());
        NodeFacts judged = replica(silence(0, SECOND + MS, 0));
        assertThat(judged.silent()).isTrue();
        assertThat(judged.health())
                .isEqualTo(new Health.Unreachable(77 - 1_001_000_000L, 0, 1, "has not answered for 1001 ms"));
    }

    @Test
    void whoOwesNothingIsNotSilent() {
        Silence silence = silence(0, SECOND + MS, 0);
        assertThat(silence.judge(new NodeFacts(other), false, 77)).isEqualTo(new NodeFacts(other));
        assertThat(new Silence(Map.of(), Duration.ZERO, Duration.ZERO).judge(new NodeFacts(other), false, 77))
                .isEqualTo(new NodeFacts(other));
    }

    @Test
    void whoAnsweredAgainIsNotSilentAnyMore() {
        assertThat(silence(0, 0, 0)
                        .judge(new NodeFacts(replica).withSilent(true), false, 77)
                        .silent())
                .isFalse();
    }

    @Test
    void thePrimaryIsKnownToBeSilentLongBeforeItIsOut() {
        NodeFacts silent = primary(silence(SECOND + MS, 0, 0));
        assertThat(silent.silent()).isTrue();
        assertThat(silent.health()).isEqualTo(Health.untried());
        assertThat(primary(silence(5 * SECOND, 0, 0)).health()).isEqualTo(Health.untried());
        assertThat(primary(silence(5 * SECOND + MS, 0, 0)).health().isUsable()).isFalse();
    }

    @Test
    void whereAllAreSilentAtOnceTheTroubleIsOurOwn() {
        Silence all = silence(2 * SECOND, 2 * SECOND, 2 * SECOND);
        assertThat(replica(all)).isEqualTo(new NodeFacts(replica));
        assertThat(primary(all)).isEqualTo(new NodeFacts(primary));
        assertThat(all.isRemarkable()).isTrue();
    }

    @Test
    void whereAllAreSilentForLongAllAreOut() {
        Silence all = silence(6 * SECOND, 6 * SECOND, 6 * SECOND);
        assertThat(replica(all).health().isUsable()).isFalse();
        assertThat(primary(all).health().isUsable()).isFalse();
    }

    @Test
    void oneThatAnswersProvesThatTheTroubleIsNotOurs() {
        assertThat(replica(silence(2 * SECOND, 2 * SECOND, SECOND)).health().isUsable())
                .isFalse();
    }

    @Test
    void whereThereIsOneServerItsSilenceIsItsOwn() {
        Silence alone = new Silence(Map.of(primary, 2 * SECOND), Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertThat(primary(alone).silent()).isTrue();
        assertThat(primary(alone).health()).isEqualTo(Health.untried());
    }

    @Test
    void itIsRemarkableWhenOneIsSilentForTooLong() {
        assertThat(silence(SECOND, SECOND, SECOND).isRemarkable()).isFalse();
        assertThat(silence(0, SECOND + 1, 0).isRemarkable()).isTrue();
    }

    private Silence silence(long ofPrimary, long ofReplica, long ofOther) {
        return new Silence(
                Map.of(primary, ofPrimary, replica, ofReplica, other, ofOther),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5));
    }

    private NodeFacts replica(Silence silence) {
        return silence.judge(new NodeFacts(replica), false, 77);
    }

    private NodeFacts primary(Silence silence) {
        return silence.judge(new NodeFacts(primary), true, 77);
    }
}
