package io.github.jdbcreplicated.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.testkit.internal.server.Await;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@PostgresClusterTest(replicas = 2)
class FaultTest {

    private final PostgresCluster cluster;

    FaultTest(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void emptyTable() throws SQLException {
        Notes.create(cluster);
    }

    @Test
    void whatThePrimaryCommitsAppearsOnEveryReplica() throws SQLException {
        Notes.write(cluster.primary(), "seen everywhere");
        cluster.awaitCaughtUp(Notes.SOON);

        assertThat(Notes.count(cluster.replica(1), "seen everywhere")).isEqualTo(1);
        assertThat(Notes.count(cluster.replica(2), "seen everywhere")).isEqualTo(1);
    }

    @Test
    void applicationsUseAnOrdinaryRole() throws SQLException {
        assertThat(Notes.ask(cluster.primary().dataSource(), "show is_superuser"))
                .isEqualTo("off");
        assertThat(Notes.ask(cluster.primary().adminDataSource(), "show is_superuser"))
                .isEqualTo("on");
    }

    @Test
    void replicaWithPausedReplayShowsTheOldRowUntilItIsResumed() throws SQLException {
        PostgresNode paused = cluster.replica(1);
        paused.pauseReplay();
        Notes.write(cluster.primary(), "new");
        Lsn written = cluster.primary().writePosition();
        cluster.replica(2).awaitReplayed(written, Notes.SOON);

        assertThat(Notes.count(cluster.replica(2), "new")).isEqualTo(1);
        assertThat(Notes.count(paused, "new")).isZero();
        assertThat(paused.replayPosition()).isLessThan(written);
        assertThatThrownBy(() -> paused.awaitReplayed(written, Duration.ofMillis(50)))
                .hasMessageContaining("replica-1 to replay " + written)
                .hasMessageContaining("paused");

        paused.resumeReplay();
        paused.awaitReplayed(written, Notes.SOON);
        assertThat(Notes.count(paused, "new")).isEqualTo(1);
    }

    @Test
    void appliedDelayHoldsACommitBackForThatLong() throws SQLException {
        PostgresNode late = cluster.replica(1);
        late.applyDelay(Duration.ofMillis(400));
        long before = System.nanoTime();
        Notes.write(cluster.primary(), "late");
        Lsn written = cluster.primary().writePosition();

        late.awaitReplayed(written, Notes.SOON);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(390));

        late.applyDelay(Duration.ofHours(1));
        Notes.write(cluster.primary(), "much too late");
        late.applyDelay(Duration.ZERO);
        cluster.awaitCaughtUp(Notes.SOON);
        assertThat(Notes.count(late, "much too late")).isEqualTo(1);
    }

    @Test
    void frozenServerAnswersNobodyUntilItIsThawed() throws SQLException {
        PostgresNode frozen = cluster.replica(1);
        try (Connection open = impatient(frozen).getConnection()) {
            frozen.freeze();
            assertThat(frozen.isRunning()).isTrue();
            assertThatThrownBy(() -> count(open)).hasMessageContaining("I/O error");
            assertThatThrownBy(() -> impatient(frozen).getConnection()).isInstanceOf(SQLException.class);
        }
        frozen.thaw();
        assertThat(Notes.count(frozen, "any")).isZero();
    }

    @Test
    void frozenPostmasterKeepsSessionsButTakesNoNewOnes() throws SQLException {
        PostgresNode frozen = cluster.replica(1);
        try (Connection open = impatient(frozen).getConnection()) {
            frozen.freezePostmaster();
            assertThat(count(open)).isZero();
            assertThatThrownBy(() -> impatient(frozen).getConnection()).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void killedServerRefusesConnectionsUntilItIsStarted() throws SQLException {
        PostgresNode killed = cluster.primary();
        Notes.write(killed, "survives");
        killed.kill();
        assertThat(killed.isRunning()).isFalse();
        assertThatThrownBy(() -> killed.dataSource().getConnection())
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).startsWith("08"));

        killed.start();
        assertThat(Notes.count(killed, "survives")).isEqualTo(1);
    }

    @Test
    void frozenServerCanBeKilled() throws SQLException {
        PostgresNode frozen = cluster.replica(1);
        frozen.freeze();
        frozen.kill();
        assertThat(frozen.isRunning()).isFalse();
        frozen.start();
        cluster.awaitCaughtUp(Notes.SOON);
        assertThat(Notes.count(frozen, "any")).isZero();
    }

    @Test
    void stoppedServerEndsItsSessionsInGoodOrder() throws SQLException {
        try (Connection open = impatient(cluster.replica(1)).getConnection()) {
            cluster.replica(1).stop();
            assertThatThrownBy(() -> count(open))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            ended -> assertThat(ended.getSQLState()).isEqualTo("57P01"));
        }
    }

    /** A statement that waited for the promotion would itself be in the way of the cleaning's replay, and so of that. */
    @Test
    void promotionDoesNotWaitForItselfWhenRowsWereCleanedAway() throws SQLException {
        PostgresNode heir = cluster.replica(1);
        Notes.write(cluster.primary(), "to be deleted");
        cluster.awaitCaughtUp(Notes.SOON);
        heir.pauseReplay();
        Notes.run(cluster.primary().dataSource(), "delete from note", "vacuum note");
        Lsn end = cluster.primary().writePosition();
        Await.until(
                "the log to arrive",
                Notes.SOON,
                heir::toString,
                () -> heir.receivePosition().covers(end));
        long before = System.nanoTime();
        heir.promote();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(heir.isInRecovery()).isFalse();
    }

    @Test
    void promotedReplicaTakesWritesAndTheOthersCanFollowIt() throws SQLException {
        PostgresNode heir = cluster.replica(1);
        cluster.primary().kill();
        heir.promote();
        assertThat(heir.isInRecovery()).isFalse();
        cluster.replica(2).follow(heir);
        cluster.primary().follow(heir);
        Notes.write(heir, "after the failover");
        cluster.awaitCaughtUp(Notes.SOON);

        assertThat(cluster.primary().isInRecovery()).isTrue();
        assertThat(Notes.count(cluster.primary(), "after the failover")).isEqualTo(1);
        assertThat(Notes.count(cluster.replica(2), "after the failover")).isEqualTo(1);
    }

    @Test
    void replicaCanFollowAnotherReplica() throws SQLException {
        cluster.replica(2).follow(cluster.replica(1));
        cluster.replica(1).pauseReplay();
        cluster.replica(1).resumeReplay();
        Notes.write(cluster.primary(), "passed on");
        cluster.replica(2).awaitReplayed(cluster.primary().writePosition(), Notes.SOON);

        assertThat(Notes.count(cluster.replica(2), "passed on")).isEqualTo(1);
        assertThat(streamsFrom(cluster.primary())).isEqualTo("replica-1");
        assertThat(streamsFrom(cluster.replica(1))).isEqualTo("replica-2");
    }

    @Test
    void replicaThatIsAheadOfTheNewPrimaryIsCopiedAnew() throws SQLException {
        PostgresNode behind = cluster.replica(1);
        PostgresNode ahead = cluster.replica(2);
        behind.replicationNetwork().blackhole();
        Notes.write(cluster.primary(), "lost with the primary");
        ahead.awaitReplayed(cluster.primary().writePosition(), Notes.SOON);
        cluster.primary().kill();
        behind.promote();
        ahead.follow(behind);
        Notes.write(behind, "new history");
        ahead.awaitReplayed(behind.writePosition(), Notes.SOON);

        assertThat(Notes.count(ahead, "lost with the primary")).isZero();
        assertThat(Notes.count(ahead, "new history")).isEqualTo(1);
    }

    @Test
    void frozenReceiverLooksCaughtUpAndIsNot() throws SQLException {
        PostgresNode stale = cluster.replica(1);
        stale.freezeProcess("walreceiver");
        Notes.write(cluster.primary(), "not received");
        cluster.replica(2).awaitReplayed(cluster.primary().writePosition(), Notes.SOON);

        assertThat(Notes.count(stale, "not received")).isZero();
        assertThat(stale.replayPosition()).isEqualTo(stale.receivePosition());

        stale.thaw();
        cluster.awaitCaughtUp(Notes.SOON);
        assertThat(Notes.count(stale, "not received")).isEqualTo(1);
    }

    @Test
    void replicaCutFromItsPrimaryStillAnswersApplications() throws SQLException {
        PostgresNode cut = cluster.replica(1);
        cut.replicationNetwork().blackhole();
        Notes.write(cluster.primary(), "behind the cut");
        cluster.replica(2).awaitReplayed(cluster.primary().writePosition(), Notes.SOON);
        assertThat(Notes.count(cut, "behind the cut")).isZero();

        cut.replicationNetwork().heal();
        cluster.awaitCaughtUp(Notes.SOON);
        assertThat(Notes.count(cut, "behind the cut")).isEqualTo(1);
    }

    @Test
    void deathOfOneProcessEndsEverySessionAndTheServerRecovers() throws SQLException {
        PostgresNode node = cluster.replica(1);
        try (Connection open = impatient(node).getConnection()) {
            node.killProcess("client backend");
            assertThatThrownBy(() -> count(open)).isInstanceOf(SQLException.class);
        }
        node.awaitConnectable(Notes.SOON);
        assertThat(Notes.count(node, "any")).isZero();
        assertThatThrownBy(() -> node.killProcess("gardener"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("replica-1 has no process 'gardener'")
                .hasMessageContaining("startup");
    }

    @Test
    void terminatedConnectionsAreToldSo() throws SQLException {
        try (Connection open = impatient(cluster.primary()).getConnection()) {
            cluster.primary().terminateConnections();
            assertThatThrownBy(() -> count(open)).hasFieldOrPropertyWithValue("SQLState", "57P01");
        }
    }

    @Test
    void positionBehindAPageHeaderIsTakenBackToTheLastRecord() throws SQLException {
        // Ends a segment: from here the insert position points behind the next segment's header.
        Notes.ask(cluster.primary().adminDataSource(), "select pg_catalog.pg_switch_wal()");
        Lsn position = cluster.primary().writePosition();

        assertThat(position.value() % (16 << 20)).isNotEqualTo(40);
        cluster.replica(1).awaitReplayed(position, Duration.ofSeconds(2));
    }

    @Test
    void whatCannotBeIsRefusedWithTheReason() {
        assertThatThrownBy(() -> cluster.node("replica-3"))
                .hasMessage("There is no node 'replica-3'; there are [primary, replica-1, replica-2]");
        assertThatThrownBy(() -> cluster.primary().follow(cluster.primary())).hasMessageContaining("another server");
        assertThatThrownBy(() -> cluster.replica(1).applyDelay(Duration.ofMillis(-1)))
                .hasMessageContaining("zero or more");
        assertThatThrownBy(() -> cluster.primary().promote()).hasMessageContaining("recovery is not in progress");
        assertThatThrownBy(() -> cluster.primary().replicationNetwork()).hasMessageContaining("is a primary");
    }

    private static String streamsFrom(PostgresNode source) throws SQLException {
        return Notes.ask(
                source.adminDataSource(),
                "select string_agg(application_name, ' ') from pg_stat_replication where state = 'streaming'");
    }

    private static PGSimpleDataSource impatient(PostgresNode node) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(node.jdbcUrl());
        source.setUser(node.user());
        source.setPassword(node.password());
        source.setSocketTimeout(1);
        source.setLoginTimeout(1);
        return source;
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from note")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
