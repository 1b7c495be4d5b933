package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.github.jdbcreplicated.boot.takeover.RunningCluster;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.Isolation;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.core.JdbcTemplate;

/** The runbooks, against real servers that change their roles. */
@PostgresClusterTest(replicas = 2, isolation = Isolation.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class SwitchoverTest {
    private static final Map<String, String> UNRESTRICTED =
            Map.of("management.endpoint.replication.access", "unrestricted");

    private final PostgresCluster cluster;
    private @Nullable RunningBoard started;

    SwitchoverTest(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Without the role a replica's timeline is that of its last checkpoint, and with it as well while no primary sends: so
     * that of the test before must not be the last one.
     */
    @BeforeEach
    void timelinesAreSeen() {
        JdbcTemplate primary = new JdbcTemplate(cluster.primary().adminDataSource());
        primary.execute("grant pg_monitor to " + cluster.primary().user());
        primary.execute("checkpoint");
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        cluster.replicas().forEach(replica -> new JdbcTemplate(replica.adminDataSource()).execute("checkpoint"));
    }

    @AfterEach
    void end() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void writesFollowAPromotionAndComeBackWithoutARestart() {
        RunningBoard board = start(UNRESTRICTED);
        assertThat(board.post("/plain/write").status()).isEqualTo(200);

        Object resource = sessions().getWrappedObject();

        cluster.primary().stop();
        cluster.replica(1).promote();
        await("a write after the promotion", () -> board.post("/plain/write").status() == 200);
        assertThat(isStarted("replica-1-writing")).isTrue();
        assertThat(isStarted("replica-2-writing")).isFalse();
        assertThat(json("/actuator/replication").at("/clusters/0/primary").asText())
                .isEqualTo("replica-1");
        assertThat(json("/actuator/replication").at("/clusters/0/acceptsWrites").asBoolean())
                .isTrue();
        assertThat(value("replicated.primary.changes")).isOne();
        assertThat(sessions().getWrappedObject())
                .as("a transaction ends with what it began with")
                .isEqualTo(resource);
        assertThatThrownBy(() -> new JdbcTemplate(pool("replica-1"))
                        .execute("insert into message (text) values ('by a reader')"))
                .hasStackTraceContaining("read-only transaction");

        cluster.replica(2).follow(cluster.replica(1));
        await("the other replica to be read", () -> node("replica-2").at("/up").asBoolean());
        cluster.primary().follow(cluster.replica(1));
        await("the former primary to be read", () -> node("primary").at("/up").asBoolean());
        assertThat(node("primary").at("/role").asText()).isEqualTo("REPLICA");
        assertThat(post("replica-2/drain")).isEqualTo(200);
        RunningBoard.Answer read = board.get("/plain/read");
        assertThat(read.body()).isEqualTo("replica");
        assertThat(read.routes()).contains("primary");
        assertThat(isStarted("primary-reading")).isTrue();

        try (RunningBoard another = RunningBoard.with(cluster, Map.of())) {
            assertThat(another.post("/plain/write").status())
                    .as("an application that starts now, with the old configuration")
                    .isEqualTo(200);
        }

        cluster.replica(1).stop();
        cluster.primary().promote();
        await("a write after the failback", () -> board.post("/plain/write").status() == 200);
        assertThat(json("/actuator/replication").at("/clusters/0/primary").asText())
                .isEqualTo("primary");
        assertThat(value("replicated.primary.changes")).isEqualTo(2);
    }

    @Test
    void drainedReplicaIsGivenNoWorkUntilItIsAdmitted(CapturedOutput output) {
        RunningBoard board = start(UNRESTRICTED);
        assertThat(post("replica-1/drain")).isEqualTo(200);
        assertThat(node("replica-1").at("/drained").asBoolean()).isTrue();
        for (int i = 0; i < 50; i++) {
            assertThat(board.get("/plain/read").routes()).contains("replica-2");
        }
        JsonNode health = json("/actuator/health").at("/components/replication");
        assertThat(health.at("/status").asText()).isEqualTo("UP");
        assertThat(health.at("/components/replica-1/status").asText()).isEqualTo("UNAVAILABLE");
        assertThat(value("replicated.node.up?tag=node:replica-1")).isZero();

        assertThat(post("replica-1/admit")).isEqualTo(200);
        await(
                "the replica to be read again",
                () -> board.get("/plain/read").routes().contains("replica-1"));
        assertThat(node("replica-1").at("/drained").asBoolean()).isFalse();
        assertThat(post("primary/drain")).isEqualTo(400);
        assertThat(output).doesNotContain("already registered");
    }

    @Test
    void replicaAddedAtRunTimeHasMeters() {
        start(Map.of());
        ReplicatedDataSource router = running().dataSource();
        DataSource later = cluster.replica(2).dataSource();
        router.removeReplica("replica-2");
        assertThat(value("replicated.node.up?tag=node:later")).isNaN();
        router.addReplica("later", later, later, 1);
        await("its meter", () -> value("replicated.node.up?tag=node:later") == 1);
        assertThat(value("replicated.node.lag.bytes?tag=node:later")).isNotNaN();
        assertThat(value("replicated.node.up?tag=node:replica-2")).isNaN();
    }

    @Test
    void monitorIsWellAndLagIsKnownWhileServersAnswer() {
        start(Map.of());
        await(
                "the first round",
                () -> json("/actuator/health/replication/roleMonitor")
                        .at("/status")
                        .asText()
                        .equals("UP"));
        await("the lag to be known", () -> value("replicated.node.lag?tag=node:replica-1") < 2);
        assertThat(node("replica-1").at("/lagBytes").isNumber()).isTrue();
        assertThat(node("primary").at("/lagBytes").isNull()).isTrue();
    }

    @Test
    void promotedReplicaIsGivenNoWorkWhereNothingFollows() {
        RunningBoard board = start(Map.of("replicated.failover", "off"));
        cluster.primary().stop();
        cluster.replica(1).promote();
        await("the promotion to be seen", () -> !node("replica-1").at("/up").asBoolean());
        assertThat(board.post("/plain/write").status()).isEqualTo(503);
        for (int i = 0; i < 20; i++) {
            assertThat(board.get("/plain/read").routes()).contains("replica-2");
        }
    }

    @Test
    void applicationEndsInTimeWithAFrozenServer() {
        RunningBoard board = start(Map.of());
        board.get("/plain/read");
        cluster.replica(1).freeze();
        RunningCluster running = running();
        long start = System.nanoTime();
        board.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(running.replicaPools().values()).allMatch(HikariDataSource::isClosed);
        assertThat(running.otherRolePools().values()).allMatch(HikariDataSource::isClosed);
    }

    private RunningBoard start(Map<String, String> settings) {
        RunningBoard board = RunningBoard.with(cluster, settings);
        started = board;
        return board;
    }

    private RunningCluster running() {
        return board().context().getBean(ReplicatedClusters.class).all().get(0);
    }

    private HikariDataSource pool(String name) {
        return Objects.requireNonNull(running().replicaPools().get(name));
    }

    private InfrastructureProxy sessions() {
        return board().context().getBean("replicatedSessionDataSource", InfrastructureProxy.class);
    }

    private boolean isStarted(String otherRole) {
        @Nullable
        HikariPoolMXBean pool = Objects.requireNonNull(
                        running().otherRolePools().get(otherRole))
                .getHikariPoolMXBean();
        return pool != null;
    }

    private JsonNode node(String name) {
        for (JsonNode node : json("/actuator/replication").at("/nodes")) {
            if (node.at("/name").asText().equals(name)) {
                return node;
            }
        }
        throw new AssertionError(name);
    }

    private double value(String meter) {
        return json("/actuator/metrics/" + meter).at("/measurements/0/value").asDouble(Double.NaN);
    }

    private int post(String operation) {
        return board().send("POST", "/actuator/replication/" + operation, "").status();
    }

    private JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(board().get(path).body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(path, e);
        }
    }

    private RunningBoard board() {
        return Objects.requireNonNull(started);
    }

    /** Every try is a request, so it waits as long as one takes. */
    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("still waiting for %s", what).isNegative();
        }
    }
}
