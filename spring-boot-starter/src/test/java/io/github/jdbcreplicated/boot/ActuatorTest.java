package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.health.HealthEndpointGroup;
import org.springframework.boot.actuate.health.HealthEndpointGroups;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator sees. */
@PostgresClusterTest(replicas = 2)
@ExtendWith(OutputCaptureExtension.class)
class ActuatorTest {
    private final PostgresCluster cluster;
    private final RunningBoard board;

    ActuatorTest(PostgresCluster cluster) {
        this.cluster = cluster;
        this.board = RunningBoard.usual(cluster);
    }

    @Test
    void healthHasAnEntryPerNode() {
        JsonNode replication = json("/actuator/health").at("/components/replication");
        assertThat(replication.at("/status").asText()).isEqualTo("UP");
        assertThat(replication.at("/components").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("primary", "replica-1", "replica-2", "roleMonitor");
        assertThat(replication.at("/components/replica-1/details/role").asText())
                .isEqualTo("REPLICA");
    }

    @Test
    void oneEntryCanBeAskedFor() {
        assertThat(json("/actuator/health/replication/replica-2").at("/status").asText())
                .isEqualTo("UP");
        assertThat(board.get("/actuator/health/replication/nobody").status()).isEqualTo(404);
    }

    @Test
    void lostReplicaDoesNotTakeTheApplicationDown() throws SQLException {
        cluster.replica(1).kill();
        JsonNode health = healthOnce("replica-1", () -> board.get("/plain/read"));
        assertThat(health.at("/status").asText()).isEqualTo("UP");
        JsonNode lost = health.at("/components/replication/components/replica-1");
        assertThat(lost.at("/status").asText()).isEqualTo("UNAVAILABLE");
        assertThat(lost.at("/details/evidence").asText()).isNotEmpty();
        assertThat(health.at("/components/replication/status").asText()).isEqualTo("UP");
        board.heal(cluster);
    }

    @Test
    void lostPrimaryDoesNotTakeTheReadsDown() throws SQLException {
        cluster.primary().kill();
        assertThat(board.get("/plain/read").body()).isEqualTo("replica");
        JsonNode health = healthOnce("primary", () -> board.post("/plain/write"));
        assertThat(health.at("/components/replication/components/primary/status")
                        .asText())
                .isEqualTo("UNAVAILABLE");
        assertThat(health.at("/components/replication/status").asText()).isEqualTo("UP");
        assertThat(health.at("/components/db/status").asText())
                .as(health.toPrettyString())
                .isEqualTo("UP");
        assertThat(board.get("/plain/accepts-writes").body()).isEqualTo("false");
        board.heal(cluster);
    }

    @Test
    void readinessKnowsNothingOfNodes() {
        HealthEndpointGroup readiness = Objects.requireNonNull(
                board.context().getBean(HealthEndpointGroups.class).get("readiness"));
        assertThat(readiness.isMember("replication")).isFalse();
        assertThat(readiness.isMember("readinessState")).isTrue();
    }

    @Test
    void healthOfTheDatabaseIsOneEntry() {
        assertThat(json("/actuator/health").at("/components/db/components").isMissingNode())
                .isTrue();
    }

    @Test
    void endpointTellsNodesAndRoutes() {
        board.get("/plain/read");
        JsonNode before = json("/actuator/replication");
        assertThat(before.at("/mode").asText()).isEqualTo("AUTO");
        assertThat(before.at("/modes/default").asText()).isEqualTo("AUTO");
        assertThat(before.at("/nodes/0/cluster").asText()).isEqualTo("default");
        assertThat(before.at("/nodes/0/name").asText()).isEqualTo("primary");
        assertThat(before.at("/nodes/0/role").asText()).isEqualTo("PRIMARY");
        assertThat(before.at("/nodes/1/up").asBoolean()).isTrue();
        assertThat(before.at("/nodes/1/drained").asText()).isEqualTo("false");
        assertThat(before.at("/nodes/1/lagBytes").isMissingNode()).isFalse();
        assertThat(before.at("/clusters/0/primary").asText()).isEqualTo("primary");
        assertThat(before.at("/clusters/0/acceptsWrites").asBoolean()).isTrue();
        board.get("/plain/read");
        JsonNode after = json("/actuator/replication");
        assertThat(reads(after)).isEqualTo(reads(before) + 1);
    }

    @Test
    void modeIsSwitchedByPost(CapturedOutput output) {
        assertThat(switchMode(board, "PRIMARY_ONLY").status()).isEqualTo(200);
        assertThat(board.get("/plain/read").body()).isEqualTo("primary");
        assertThat(json("/actuator/replication").at("/mode").asText()).isEqualTo("PRIMARY_ONLY");
        assertThat(output).contains("Cluster 'default' was switched from mode AUTO to PRIMARY_ONLY");
        assertThat(switchMode(board, "auto").status()).isEqualTo(200);
        assertThat(board.get("/plain/read").body()).isEqualTo("replica");
        assertThat(switchMode(board, "primary-only").body()).contains("PRIMARY_ONLY");
        assertThat(switchMode(board, "auto").status()).isEqualTo(200);
    }

    @Test
    void unknownModeIsABadRequest() {
        RunningBoard.Answer refused = switchMode(board, "sometimes");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("mode is 'sometimes'; allowed are auto, explicit-only, primary-only");
        assertThat(json("/actuator/replication").at("/mode").asText()).isEqualTo("AUTO");
        assertThat(board.send("POST", "/actuator/replication", "{}").status()).isEqualTo(400);
    }

    @Test
    void modeIsNotSwitchedUnlessAllowed() {
        RunningBoard other = RunningBoard.withoutOpenView(cluster);
        assertThat(switchMode(other, "PRIMARY_ONLY").status()).isEqualTo(405);
        assertThat(other.get("/actuator/replication").status()).isEqualTo(200);
    }

    @Test
    void routesAreCounted() {
        board.get("/plain/read");
        double before = routes();
        board.get("/plain/read");
        assertThat(routes()).isEqualTo(before + 1);
        assertThat(json("/actuator/metrics/replicated.routes")
                        .at("/availableTags")
                        .findValuesAsText("tag"))
                .containsExactlyInAnyOrder("cluster", "node", "reason");
    }

    @Test
    void everyPoolHasTheUsualMeters() {
        for (String meter : new String[] {"active", "idle", "max", "min"}) {
            JsonNode tags = json("/actuator/metrics/jdbc.connections." + meter).at("/availableTags/0/values");
            assertThat(tags)
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder(
                            "dataSource",
                            "replica-1",
                            "replica-2",
                            "replica-1-writing",
                            "replica-2-writing",
                            "primary-reading");
        }
        JsonNode pools = json("/actuator/metrics/hikaricp.connections").at("/availableTags/0/values");
        assertThat(pools)
                .extracting(JsonNode::asText)
                .contains("replica-1", "replica-2")
                .hasSize(3);
        assertThat(value("/actuator/metrics/jdbc.connections.max?tag=name:replica-1"))
                .isEqualTo(4);
    }

    @Test
    void whatIsKnownOfNodesIsMetered() {
        assertThat(value("/actuator/metrics/replicated.node.up?tag=node:replica-1"))
                .isOne();
        assertThat(value("/actuator/metrics/replicated.cluster.accepts.writes")).isOne();
        assertThat(value("/actuator/metrics/replicated.monitor.restarts")).isZero();
        assertThat(value("/actuator/metrics/replicated.primary.changes")).isZero();
        assertThat(json("/actuator/metrics/replicated.node.lag").at("/baseUnit").asText())
                .isEqualTo("seconds");
        assertThat(json("/actuator/metrics/replicated.node.lag.bytes")
                        .at("/availableTags")
                        .findValuesAsText("tag"))
                .containsExactlyInAnyOrder("cluster", "node");
    }

    @Test
    void whatCannotBeMaintainedIsToldAsSuch() {
        assertThat(board.send("POST", "/actuator/replication/nobody/drain", "").status())
                .isEqualTo(404);
        RunningBoard.Answer refused = board.send("POST", "/actuator/replication/primary/drain", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("it is the primary of cluster 'default'");
        assertThat(board.send("POST", "/actuator/replication/replica-1/destroy", "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void nodesAreNotMaintainedUnlessAllowed() {
        RunningBoard other = RunningBoard.withoutOpenView(cluster);
        assertThat(other.send("POST", "/actuator/replication/replica-1/drain", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nodeIsInTheLoggingContextWhileItIsLeased() {
        assertThat(board.get("/plain/log-context").body()).isEqualTo("null, then replica, then null");
        assertThat(RunningBoard.withoutOpenView(cluster)
                        .get("/plain/log-context")
                        .body())
                .as("off by default")
                .isEqualTo("null, then null, then null");
    }

    @Test
    void filterChainReadsFromThePrimaryUnlessToldOtherwise() {
        RunningBoard.Answer usual = board.get("/plain/read", "X-Login", "yes");
        assertThat(usual.login()).isEqualTo("primary");
        assertThat(usual.body()).isEqualTo("replica");
        RunningBoard.Answer routed = RunningBoard.withoutOpenView(cluster).get("/plain/read", "X-Login", "yes");
        assertThat(routed.login()).isEqualTo("replica");
    }

    /** Works until the node is seen to be out, 50 times at most. */
    private JsonNode healthOnce(String node, Runnable work) {
        JsonNode health = json("/actuator/health");
        for (int more = 0; more < 50; more++) {
            if (!health.at("/components/replication/components/" + node + "/status")
                    .asText()
                    .equals("UP")) {
                return health;
            }
            work.run();
            health = json("/actuator/health");
        }
        return health;
    }

    private double routes() {
        return value("/actuator/metrics/replicated.routes?tag=reason:INFERRED_REPLICA");
    }

    private double value(String meter) {
        return json(meter).at("/measurements/0/value").asDouble();
    }

    private static long reads(JsonNode cluster) {
        return cluster.at("/nodes").findValues("INFERRED_REPLICA").stream()
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    private static RunningBoard.Answer switchMode(RunningBoard board, String mode) {
        return board.send("POST", "/actuator/replication", "{\"mode\":\"" + mode + "\"}");
    }

    private JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(board.get(path).body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(path, e);
        }
    }
}
