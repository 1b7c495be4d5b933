package io.github.jdbcreplicated.internal.cluster;

import static io.github.jdbcreplicated.internal.cluster.Servers.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.NodeState.Role;
import io.github.jdbcreplicated.token.Position;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What follows from the facts, with a max-lag of 10 s. */
class ClusterViewTest extends ThreeReplicas {
    private static final long NOW = 100 * SECOND;

    // ---- Who is given work

    @Test
    void allReplicasAreGivenWorkAtFirst() {
        ClusterView view = view();
        assertThat(view.usable()).containsExactly(first, second, third);
        assertThat(view.replicas).containsExactly(first, second, third);
        assertThat(view.primary).isSameAs(primary);
        assertThat(view.isUsable(second)).isTrue();
        assertThat(view.isUsable(primary)).isFalse();
    }

    @Test
    void whatIsOutOrSuspectedIsGivenNone() {
        note(first, Health.untried().lostConnection(1));
        note(second, Health.untried().unreachable(1, "is gone"));
        ClusterView view = view();
        assertThat(view.usable()).containsExactly(third);
        assertThat(view.isUsable(first)).isFalse();
        assertThat(view.node("replica-1").up())
                .as("people are not told of a suspicion")
                .isTrue();
        assertThat(view.node("replica-2").up()).isFalse();
        assertThat(view.node("replica-2").evidence()).isEqualTo("is gone");
        for (int i = 0; i < 100; i++) {
            assertThat(view.choose(i * 0x9E3779B97F4A7C15L)).isSameAs(third);
        }
    }

    @Test
    void withNobodyLeftNobodyIsChosen() {
        List.of(first, second, third)
                .forEach(node -> note(node, Health.untried().unreachable(1, "is gone")));
        assertThat(view().choose(1)).isNull();
        assertThat(view().choose(1, new Position(1, 1))).isNull();
        assertThat(view().freshest()).isNull();
    }

    @Test
    void onlyWhatCoversTheFloorIsChosenForIt() {
        see(primary, Servers.primary(1, 100, NOW - SECOND));
        see(primary, Servers.primary(1, 300, NOW));
        see(first, Servers.replica(1, 100, NOW));
        see(second, Servers.replica(1, 200, NOW));
        see(third, Servers.replica(1, 150, NOW));
        Position floor = new Position(1, 180);
        ClusterView view = view();
        assertThat(view.isUsable(first, floor)).isFalse();
        assertThat(view.isUsable(first, null)).isTrue();
        assertThat(view.isUsable(second, floor)).isTrue();
        for (int i = 0; i < 100; i++) {
            assertThat(view.choose(i * 0x9E3779B97F4A7C15L, floor)).isSameAs(second);
        }
        assertThat(view.choose(1, new Position(1, 201))).isNull();
    }

    // ---- Shares

    @Test
    void aNodeThatCameBackIsGivenATenthOfItsShareAndThenMore() {
        note(first, new Health.Up(NOW, 1));
        note(second, new Health.Up(NOW - 5 * SECOND, 1));
        assertThat(part(first)).isBetween(0.03, 0.08);
        assertThat(part(second)).isBetween(0.28, 0.34);
        assertThat(part(third)).isBetween(0.60, 0.66);
    }

    @Test
    void theSlowStartEnds() {
        note(first, new Health.Up(NOW - 10 * SECOND, 1));
        assertThat(part(first)).isBetween(0.31, 0.36);
    }

    // ---- Late ones

    @Test
    void theFreshestIsTheOneThatIsBehindLeastHoweverLate() {
        lag(0);
        assertThat(view().usable()).isEmpty();
        assertThat(view().hasLate()).isTrue();
        assertThat(view().freshest()).isSameAs(second);
    }

    @Test
    void theFreshestIsFoundWhereverTheClockStands() {
        for (long start :
                new long[] {-1_000 * SECOND, Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE - 15 * SECOND}) {
            facts = Facts.ofUnknown(nodes);
            lag(start);
            assertThat(new ClusterView("default", facts, Duration.ofSeconds(10), start + NOW).freshest())
                    .as("from " + start)
                    .isSameAs(second);
        }
    }

    @Test
    void theFreshestIsNotOneThatIsUnfit() {
        lag(0);
        facts = facts.with(second, node -> node.withDrained(true));
        assertThat(view().freshest()).isSameAs(first);
        note(first, Health.untried().lostConnection(1));
        assertThat(view().freshest()).isSameAs(third);
        note(third, Health.untried().unreachable(1, "is gone"));
        assertThat(view().freshest()).isNull();
        assertThat(view().hasLate()).isFalse();
    }

    // ---- Writes

    @Test
    void nodesTakeWritesUntilTheElectionSaysThatNoneDoes() {
        assertThat(view().whyNoWrites).isNull();
        assertThat(view().state.acceptsWrites()).isTrue();
        see(primary, Servers.replica(1, 100, NOW));
        facts = facts.elected(true);
        assertThat(view().whyNoWrites).contains("is a replica now");
        assertThat(view().state.acceptsWrites()).isFalse();
        assertThat(view().node("primary").evidence()).isEqualTo(view().whyNoWrites);
        assertThat(view().node("primary").role()).isEqualTo(Role.REPLICA);
    }

    @Test
    void aPrimaryOutOfReachTakesNone() {
        note(primary, Health.untried().unreachable(1, "is gone"));
        assertThat(view().whyNoWrites).as("while nobody has seen it").isNull();
        see(primary, Servers.primary(1, 100, NOW));
        assertThat(view().whyNoWrites).isEqualTo("is gone");
        assertThat(view().state.acceptsWrites()).isFalse();
    }

    @Test
    void aPrimaryThatGaveNoConnectionIsTriedAgainByEveryWrite() {
        note(primary, new Health.PassedOver(1, "gave nothing"));
        assertThat(view().whyNoWrites).isNull();
        assertThat(view().state.acceptsWrites()).isFalse();
        assertThat(view().hasRetries()).isTrue();
    }

    @Test
    void afterAFailoverTheOldPrimaryIsAmongTheReplicas() {
        see(primary, Servers.primary(1, 100, 1));
        facts = facts.elected(true);
        see(second, Servers.primary(2, 200, 2));
        note(primary, Health.untried().unreachable(1, "is gone"));
        facts = facts.elected(true);
        ClusterView view = view();
        assertThat(view.primary).isSameAs(second);
        assertThat(view.replicas).containsExactly(primary, first, third);
        assertThat(view.state.primary().name()).isEqualTo("replica-2");
        assertThat(view.state.acceptsWrites()).isTrue();
        assertThat(view.isUsable(second)).isFalse();
    }

    // ---- What people see

    @Test
    void aLagIsToldInBytesAndTime() {
        see(primary, Servers.primary(1, 100, NOW - 3 * SECOND));
        see(primary, Servers.primary(1, 150, NOW - SECOND));
        see(first, Servers.replica(1, 120, NOW));
        NodeState state = view().node("replica-1");
        assertThat(state.lagBytes()).isEqualTo(30);
        assertThat(state.lag()).isEqualTo(Duration.ofSeconds(3));
        assertThat(view().node("primary").lag()).isNull();
        assertThat(view().node("replica-2").lag()).isNull();
    }

    @Test
    void theDeadAreThoseOutOfReach() {
        note(first, Health.untried().unreachable(1, "is gone"));
        note(second, new Health.PassedOver(1, "gave nothing"));
        assertThat(view().isDead(first)).isTrue();
        assertThat(view().isDead(second)).isFalse();
        assertThat(view().isDead(Servers.node("replica-9", 9))).isFalse();
        assertThat(view().isPassedOver("replica-2")).isTrue();
        assertThat(view().isPassedOver("replica-1")).isFalse();
        assertThat(view().hasRetries()).isTrue();
    }

    @Test
    void aPrimarySeenFartherOnChangesPositionsAlone() {
        see(primary, Servers.primary(1, 100, 1));
        ClusterView before = view();
        Sightings farther = before.sightings.with(primary, Servers.primary(1, 200, 2), 0);
        ClusterView after = before.withSeen(farther);
        assertThat(after.state).isSameAs(before.state);
        assertThat(after.sightings).isSameAs(farther);
        assertThat(after.facts.sightings()).isSameAs(farther);
        assertThat(after.usable()).isEqualTo(before.usable());
    }

    /** All of them too late: the second by 20 s, the first by 30 s, the third by nobody knows how much. */
    private void lag(long start) {
        see(primary, Servers.primary(1, 100, start));
        see(primary, Servers.primary(1, 200, start + 10 * SECOND));
        see(primary, Servers.primary(1, 300, start + 30 * SECOND));
        see(first, Servers.replica(1, 100, start + 30 * SECOND));
        see(second, Servers.replica(1, 200, start + 30 * SECOND));
    }

    private double part(Node node) {
        ClusterView view = view();
        SplittableRandom random = new SplittableRandom(42);
        long hits =
                random.longs(20_000).filter(bits -> view.choose(bits) == node).count();
        return hits / 20_000.0;
    }

    private void note(Node node, Health health) {
        facts = facts.with(node, known -> known.with(health));
    }

    private ClusterView view() {
        return new ClusterView("default", facts, Duration.ofSeconds(10), NOW);
    }
}
