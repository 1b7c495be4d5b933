package io.github.jdbcreplicated.internal.cluster;

import static io.github.jdbcreplicated.internal.cluster.Servers.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.RoutingListener;
import io.github.jdbcreplicated.internal.dialect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What listeners and the log are told when the facts change from one to the next. */
class NodeChangesTest {
    private final List<String> told = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();

    private final List<Node> nodes = Servers.cluster(2);
    private final Node primary = nodes.get(0);
    private final Node first = nodes.get(1);
    private Facts facts = Facts.ofUnknown(nodes);
    private final NodeChanges changes = new NodeChanges(new Listeners(List.of(new Recorder())), Duration.ofSeconds(10));

    private final Logger logger = Logger.getLogger("io.github.jdbcreplicated");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        see(primary, Servers.primary(1, 100, 1));
        see(first, Servers.replica(1, 100, 1));
        see(nodes.get(2), Servers.replica(1, 100, 1));
        facts = facts.elected(true);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    @Test
    void aReplicaThatGoesOutAndComesBackIsToldOnceEach() {
        change(first, node -> node.with(node.health().unreachable(1, "is gone")));
        assertThat(told).containsExactly("replica-1 up -> out");
        assertThat(logged).containsExactly("WARNING Node 'replica-1' of cluster 'default' is gone");
        change(first, node -> node.with(new Health.Up(2, 1)));
        assertThat(told).containsExactly("replica-1 up -> out", "replica-1 out -> up");
        assertThat(logged)
                .hasSize(2)
                .last()
                .isEqualTo("INFO Node 'replica-1' of cluster 'default' is given work again");
    }

    @Test
    void otherWordsForTheSameOutageAreNoChange() {
        change(first, node -> node.with(node.health().unreachable(1, "is gone")));
        told.clear();
        logged.clear();
        change(first, node -> node.with(new Health.Unreachable(1, 2, 1, "other words")));
        change(first, node -> node.with(new Health.PassedOver(1, "gave nothing")));
        assertThat(told).isEmpty();
        assertThat(logged).isEmpty();
    }

    @Test
    void aNodeThatIsPassedOverIsToldWithItsDowntime() {
        change(first, node -> node.with(new Health.PassedOver(1, "gave nothing")));
        assertThat(logged)
                .containsExactly("WARNING Node 'replica-1' of cluster 'default' gave nothing; reads pass it over for"
                        + " 10000 ms (replicated.downtime)");
    }

    @Test
    void nobodyIsToldOfALagOrOfARound() {
        ClusterView before = view();
        see(primary, Servers.primary(1, 500, SECOND));
        facts = facts.withRound(Instant.EPOCH).withRestart();
        changes.tell(before, view());
        assertThat(told).isEmpty();
        assertThat(logged).isEmpty();
    }

    @Test
    void nobodyIsToldOfASuspicion() {
        change(first, node -> node.with(node.health().lostConnection(1)));
        assertThat(told).isEmpty();
    }

    @Test
    void aReplicaThatIsLateIsOut() {
        ClusterView before = view();
        see(primary, Servers.primary(1, 500, 60 * SECOND));
        see(nodes.get(2), Servers.replica(1, 500, 60 * SECOND));
        changes.tell(before, view());
        assertThat(told).containsExactly("replica-1 up -> out");
        assertThat(logged).hasSize(1).first().asString().contains("replicated.max-lag");
    }

    @Test
    void drainingOfWhatIsOutIsToldToo() {
        change(first, node -> node.with(node.health().unreachable(1, "is gone")));
        told.clear();
        change(first, node -> node.withDrained(true));
        assertThat(told).containsExactly("replica-1 out -> out");
    }

    @Test
    void aPrimaryOutOfReachIsToldAsThePrimaryAndAsANode() {
        change(primary, node -> node.with(node.health().unreachable(1, "is gone")));
        assertThat(told).containsExactly("writes primary -> none: is gone", "primary up -> out");
        assertThat(logged)
                .as("one line per change")
                .containsExactly("WARNING Cluster 'default': no node takes writes: 'primary' is gone. Reads go on where"
                        + " replicas serve them; writes fail until a node takes them");
        told.clear();
        logged.clear();
        change(primary, node -> node.with(new Health.Up(2, 1)));
        assertThat(told)
                .containsExactly("writes none -> primary: 'primary' takes writes on timeline 1", "primary out -> up");
        assertThat(logged)
                .as("one line per change")
                .containsExactly("WARNING Cluster 'default': writes go to 'primary' now: 'primary' takes writes on"
                        + " timeline 1");
    }

    @Test
    void aPrimaryWhosePoolGivesNothingIsTold() {
        change(primary, node -> node.with(new Health.PassedOver(1, "gave nothing")));
        assertThat(told).containsExactly("writes primary -> none: gave nothing", "primary up -> out");
        assertThat(logged)
                .containsExactly(
                        "WARNING Node 'primary' of cluster 'default' gave nothing; what needs the primary fails"
                                + " until it does");
        told.clear();
        change(primary, node -> node.with(new Health.Up(2, 1)));
        assertThat(told)
                .containsExactly("writes none -> primary: 'primary' takes writes on timeline 1", "primary out -> up");
        assertThat(logged)
                .as("one line per change")
                .hasSize(2)
                .last()
                .isEqualTo("INFO Node 'primary' of cluster 'default' is given work again");
    }

    @Test
    void anotherPrimaryIsToldOnce() {
        change(primary, node -> node.with(node.health().unreachable(1, "is gone")));
        told.clear();
        logged.clear();
        ClusterView before = view();
        see(first, Servers.primary(2, 200, 2));
        facts = facts.elected(true);
        changes.tell(before, view());
        assertThat(told.get(0)).isEqualTo("writes none -> replica-1: 'replica-1' takes writes on timeline 2");
        assertThat(told.stream().filter(event -> event.startsWith("writes"))).hasSize(1);
        assertThat(logged.stream().filter(line -> line.contains("writes go to 'replica-1' now")))
                .hasSize(1);
    }

    @Test
    void anotherPrimaryIsToldAlsoWhereNoneWasMissed() {
        see(first, Servers.primary(2, 200, 2));
        ClusterView before = view();
        facts = facts.with(primary, node -> node.withSilent(true)).elected(true);
        changes.tell(before, view());
        assertThat(told).contains("writes primary -> replica-1: 'replica-1' takes writes on timeline 2");
    }

    @Test
    void aPrimaryThatBecameAReplicaIsNamedOnceInTheLine() {
        ClusterView before = view();
        see(primary, Servers.replica(1, 100, 2));
        facts = facts.elected(true);
        changes.tell(before, view());
        assertThat(told.get(0)).startsWith("writes primary -> none: is a replica now");
        assertThat(logged.get(0)).contains("no node takes writes: 'primary' is a replica now");
    }

    @Test
    void aNodeThatIsRemovedWasLastSeenOutAndOneThatIsAddedToo() {
        ClusterView before = view();
        Node added = Servers.node("replica-3", 3);
        facts = facts.without(first).withNode(added);
        see(added, Servers.replica(1, 100, 1));
        changes.tell(before, view());
        assertThat(told).containsExactly("replica-1 up -> out", "replica-3 out -> up");
        assertThat(logged)
                .containsExactly(
                        "INFO Node 'replica-1' of cluster 'default' was removed",
                        "INFO Node 'replica-3' of cluster 'default' was added");
    }

    private void change(Node node, UnaryOperator<NodeFacts> how) {
        ClusterView before = view();
        facts = facts.with(node, how);
        changes.tell(before, view());
    }

    private void see(Node node, Observation seen) {
        facts = facts.with(facts.sightings().with(node, seen, 0));
    }

    private ClusterView view() {
        return new ClusterView("default", facts, Duration.ofSeconds(10), 1);
    }

    private final class Recorder implements RoutingListener {
        @Override
        public void nodeChanged(String cluster, NodeState before, NodeState after) {
            told.add(after.name() + " " + up(before) + " -> " + up(after));
        }

        @Override
        public void primaryChanged(ClusterState before, ClusterState after, String evidence) {
            told.add("writes " + writer(before) + " -> " + writer(after) + ": " + evidence);
        }

        private static String up(NodeState state) {
            return state.up() ? "up" : "out";
        }

        private static String writer(ClusterState state) {
            return state.acceptsWrites() ? state.primary().name() : "none";
        }
    }
}
