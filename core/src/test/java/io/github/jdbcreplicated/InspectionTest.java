package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import io.github.jdbcreplicated.NodeState.Role;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What real servers answer when they are asked, at the start, whether they are what they were configured as. */
@PostgresClusterTest(replicas = 2)
class InspectionTest {
    private static PostgresCluster other;

    private final PostgresCluster cluster;
    private final Pools pools;

    InspectionTest(PostgresCluster cluster) {
        this.cluster = cluster;
        this.pools = new Pools(cluster);
    }

    @BeforeAll
    static void anotherSystem() {
        other = PostgresCluster.builder().replicas(1).start();
    }

    @AfterAll
    static void endOfTheOther() {
        other.close();
    }

    @AfterEach
    void nothingIsLeftLeased() {
        assertThat(pools.active()).isZero();
        pools.close();
    }

    @Test
    void everyRoleIsKnownAfterTheStart() {
        try (ReplicatedDataSource source = pools.builder().build()) {
            assertThat(source.state().primary().role()).isEqualTo(Role.PRIMARY);
            assertThat(source.state().replicas()).extracting(NodeState::role).containsOnly(Role.REPLICA);
        }
    }

    @Test
    void aPrimaryThatIsReallyAReplicaStopsTheStart() {
        assertRefused(
                ReplicatedDataSource.builder().primary("main", pools.get("replica-1")),
                "primary(\"main\"): the server is a replica",
                "Name the server that takes writes here");
    }

    @Test
    void aReplicaThatIsReallyAPrimaryOfAnotherSystemStopsTheStart() {
        assertRefused(
                pools.builder().replica("stranger", other.primary().dataSource()),
                "replica(\"stranger\"): the server is a primary",
                "a replica follows the primary");
    }

    @Test
    void aReplicaThatIsThePrimaryUnderAnotherNameStopsTheStart() {
        assertRefused(
                pools.builder().replica("again", cluster.primary().dataSource()),
                "replica(\"again\"): it reaches the same server as primary(\"primary\")");
    }

    @Test
    void oneServerUnderTwoNamesStopsTheStart() {
        assertRefused(
                pools.builder().replica("again", cluster.replica(1).dataSource()),
                "replica(\"again\"): it reaches the same server as replica(\"replica-1\")");
    }

    @Test
    void aReplicaOfAnotherSystemStopsTheStart() {
        assertRefused(
                pools.builder().replica("stranger", other.replica(1).dataSource()),
                "replica(\"stranger\"): the server does not belong to the same database system as",
                "would serve other data");
    }

    @Test
    void wrongCredentialsOfThePrimaryStopTheStartWithoutShowingThem() {
        assertRefused(
                ReplicatedDataSource.builder().primary("primary", login(cluster.primary(), "not-the-password")),
                "primary(\"primary\"): the server refused the login: wrong user name or password, SQLSTATE 28P01");
    }

    @Test
    void wrongCredentialsOfAReplicaLeaveItOutAndSayWhy() {
        try (ReplicatedDataSource source = pools.builder()
                .replica("locked", login(cluster.replica(1), "not-the-password"))
                .build()) {
            NodeState locked = source.state().replicas().get(2);
            assertThat(locked.up()).isFalse();
            assertThat(locked.evidence())
                    .contains("wrong user name or password, SQLSTATE 28P01")
                    .doesNotContain("not-the-password");
        }
    }

    @Test
    void aHostNameThatCannotBeResolvedLeavesTheReplicaOutAndSaysWhy() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setURL("jdbc:postgresql://no-such-host.invalid:5432/app");
        try (ReplicatedDataSource source =
                pools.builder().replica("nowhere", nowhere).build()) {
            assertThat(source.state().replicas().get(2).evidence()).contains("its host name cannot be resolved");
        }
    }

    @Test
    void aReplicaThatIsDownDoesNotStopTheStart() {
        cluster.replica(1).kill();
        try (ReplicatedDataSource source = pools.builder().build()) {
            assertThat(source.state().replicas()).extracting(NodeState::up).containsExactly(false, true);
        }
        cluster.heal();
    }

    @Test
    void aPrimaryThatIsDownDoesNotStopTheStart() {
        cluster.primary().kill();
        try (ReplicatedDataSource source = pools.builder().build()) {
            assertThat(source.acceptsWrites()).isFalse();
            assertThat(source.state().primary().evidence()).contains("it cannot be reached");
        }
        cluster.heal();
    }

    @Test
    void aFrozenReplicaDelaysTheStartByAFewSecondsAtMost() {
        cluster.replica(1).freeze();
        long begin = System.nanoTime();
        try (ReplicatedDataSource source = ReplicatedDataSource.builder()
                .primary("primary", pools.get("primary"))
                .replica("frozen", cluster.replica(1).dataSource())
                .build()) {
            assertThat(source.state().replicas().get(0).up()).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        cluster.replica(1).thaw();
    }

    @Test
    void aReplicaPoolOfSerializableConnectionsStopsTheStart() {
        try (Pools serializable =
                poolsWhere("replica-1", pool -> pool.setTransactionIsolation("TRANSACTION_SERIALIZABLE"))) {
            assertRefused(
                    serializable.builder(),
                    "replica(\"replica-1\"): its pool sets isolation SERIALIZABLE, which a hot standby cannot serve",
                    "allowed are");
        }
    }

    @Test
    void poolsThatDifferInAutocommitStopTheStart() {
        try (Pools mixed = poolsWhere("replica-2", pool -> pool.setAutoCommit(false))) {
            assertRefused(
                    mixed.builder(),
                    "replica(\"replica-2\"): its pool's connections come with autocommit off",
                    "set both pools alike");
        }
    }

    @Test
    void aProbeIsAskedWhatTheServerIsAndThePoolHowItsConnectionsCome() {
        DataSource elsewhere = cluster.replica(1).dataSource();
        assertThatIllegalArgumentException()
                .isThrownBy(ReplicatedDataSource.builder().primary("primary", pools.get("primary"), elsewhere)::build)
                .withMessageContaining("the server is a replica");
        try (ReplicatedDataSource source = ReplicatedDataSource.builder()
                .primary("primary", pools.get("primary"), cluster.primary().dataSource())
                .build()) {
            assertThat(source.state().primary().role()).isEqualTo(Role.PRIMARY);
        }
    }

    @Test
    void aClusterWithoutReplicasSendsEverythingToThePrimary() throws Exception {
        try (ReplicatedDataSource source = ReplicatedDataSource.builder()
                        .primary("primary", pools.get("primary"))
                        .build();
                var scope = ReplicationScope.openReplica();
                var connection = source.getConnection()) {
            assertThat(pools.serving(connection)).isEqualTo("primary");
        }
    }

    private Pools poolsWhere(String node, Consumer<HikariConfig> change) {
        return new Pools(cluster, config -> {
            if (config.getPoolName().equals(node)) {
                change.accept(config);
            }
        });
    }

    private static DataSource login(PostgresNode node, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(node.jdbcUrl());
        source.setUser(node.user());
        source.setPassword(password);
        return source;
    }

    private static void assertRefused(ReplicatedDataSource.Builder builder, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.build().close())
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
    }
}
