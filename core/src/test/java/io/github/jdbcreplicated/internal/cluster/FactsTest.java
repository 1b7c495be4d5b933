package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jdbcreplicated.internal.dialect.Observation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who takes writes by what was noted of all nodes. */
class FactsTest {
    private final List<Node> nodes = Servers.cluster(2);
    private final Node configured = nodes.get(0);
    private final Node first = nodes.get(1);
    private final Node second = nodes.get(2);
    private Facts facts = Facts.ofUnknown(nodes);

    @Test
    void beforeAnythingIsKnownTheConfiguredPrimaryTakesWrites() {
        assertThat(facts.primary().node()).isSameAs(configured);
        assertThat(facts.elected(true)).isSameAs(facts);
    }

    @Test
    void anElectionThatChangesNothingIsTheSameFacts() {
        see(configured, Servers.primary(1, 100, 0));
        facts = facts.elected(true);
        assertThat(facts.elected(true)).isSameAs(facts);
    }

    @Test
    void whoWasPromotedIsThePrimaryWhenTheOldOneIsSilent() {
        begin();
        see(first, Servers.primary(2, 200, 1));
        facts = facts.elected(true);
        assertThat(facts.primary().node()).as("while the old one answers").isSameAs(configured);
        facts = facts.with(configured, node -> node.withSilent(true)).elected(true);
        assertThat(facts.primary().node()).isSameAs(first);
        assertThat(facts.isPrimary(facts.of(first))).isTrue();
        assertThat(facts.isPrimary(facts.of(configured))).isFalse();
    }

    @Test
    void whoWasPromotedIsThePrimaryWhenTheOldOneIsOut() {
        begin();
        see(first, Servers.primary(2, 200, 1));
        facts = unreachable(configured).elected(true);
        assertThat(facts.primary().node()).isSameAs(first);
    }

    @Test
    void lagIsMeasuredByTheOneThatWasElected() {
        begin();
        see(first, Servers.primary(2, 200, 1));
        facts = unreachable(configured).elected(true);
        see(second, Servers.replica(2, 150, 2));
        assertThat(facts.sightings().lagBytes(second)).isEqualTo(50);
        assertThat(facts.sightings().hasPrimaryChanged()).isTrue();
    }

    @Test
    void whereFailoverIsNotFollowedTheConfiguredOneStays() {
        begin();
        see(first, Servers.primary(2, 200, 1));
        facts = unreachable(configured).elected(false);
        assertThat(facts.primary().node()).isSameAs(configured);
    }

    @Test
    void anUnreachableClaimantDoesNotCount() {
        begin();
        see(first, Servers.primary(2, 200, 1));
        facts = unreachable(first);
        facts = unreachable(configured).elected(true);
        assertThat(facts.primary().node()).isSameAs(configured);
    }

    @Test
    void aClaimantThatAnswersAgainCountsBeforeItHasProvenItself() {
        begin();
        facts = unreachable(first);
        facts = unreachable(configured);
        see(first, Servers.primary(2, 200, 1));
        facts = facts.with(first, node -> node.with(node.health().answered(2, 3, ProofOfHealth.OF_REPLICA)));
        assertThat(facts.of(first).health().isUsable()).as("proven").isFalse();
        assertThat(facts.elected(true).primary().node()).isSameAs(first);
    }

    @Test
    void aSuspectOrADrainedNodeAnswersNevertheless() {
        begin();
        facts = facts.with(
                configured, node -> node.with(node.health().lostConnection(1)).withDrained(true));
        see(first, Servers.primary(2, 200, 1));
        assertThat(facts.elected(true).primary().node()).isSameAs(configured);
    }

    @Test
    void aNodeThatIsAddedIsUnknownAndOneThatIsRemovedIsGone() {
        Node added = Servers.node("replica-3", 3);
        Facts more = facts.withNode(added);
        assertThat(more.of(added)).isEqualTo(new NodeFacts(added));
        assertThat(more.without(added).nodes()).isEqualTo(facts.nodes());
        assertThatIllegalArgumentException().isThrownBy(() -> facts.of(added)).withMessageContaining("replica-3");
    }

    private void begin() {
        see(configured, Servers.primary(1, 100, 0));
        see(first, Servers.replica(1, 100, 0));
        see(second, Servers.replica(1, 100, 0));
        facts = facts.elected(true);
    }

    private Facts unreachable(Node node) {
        return facts.with(node, known -> known.with(known.health().unreachable(1, "refused")));
    }

    private void see(Node node, Observation seen) {
        facts = facts.with(facts.sightings().with(node, seen, 0));
    }
}
