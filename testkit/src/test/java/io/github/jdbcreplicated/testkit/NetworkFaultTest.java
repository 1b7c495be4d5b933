package io.github.jdbcreplicated.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import io.github.jdbcreplicated.testkit.network.Cut;
import io.github.jdbcreplicated.testkit.network.CutMoment;
import io.github.jdbcreplicated.testkit.network.Direction;
import io.github.jdbcreplicated.testkit.network.NodeNetwork;
import io.github.jdbcreplicated.testkit.network.Traffic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@PostgresClusterTest(replicas = 2)
class NetworkFaultTest {

    private final PostgresNode node;
    private final NodeNetwork network;
    private final PostgresCluster cluster;

    NetworkFaultTest(PostgresCluster cluster) {
        this.cluster = cluster;
        this.node = cluster.primary();
        this.network = node.network();
    }

    @BeforeEach
    void emptyTable() throws SQLException {
        Notes.create(cluster);
    }

    @Test
    void delayIsAddedToEveryRoundTrip() throws SQLException {
        try (Connection connection = node.dataSource().getConnection()) {
            network.delay(Duration.ofSeconds(1));
            assertThat(timeOf(() -> ping(connection))).isGreaterThan(Duration.ofMillis(999));
            network.heal();
            assertThat(timeOf(() -> ping(connection))).isLessThan(Duration.ofMillis(999));
        }
    }

    @Test
    void blackholeHangsOpenAndNewConnectionsUntilItIsHealed() throws SQLException {
        try (Connection open = impatient().getConnection();
                Connection patient = node.dataSource().getConnection()) {
            network.blackhole();
            assertThat(timeOf(() -> assertThatThrownBy(() -> ping(open)).hasMessageContaining("I/O error")))
                    .isGreaterThan(Duration.ofMillis(990));
            assertThatThrownBy(() -> impatient().getConnection()).isInstanceOf(SQLException.class);
            network.heal();
            ping(patient);
        }
    }

    @Test
    void writeWhoseAnswerIsLostIsDoneAllTheSame() throws SQLException {
        try (Connection open = impatient().getConnection()) {
            network.blackhole(Direction.TO_CLIENT);
            assertThatThrownBy(() -> execute(open, "insert into note values ('answer lost')"))
                    .hasMessageContaining("I/O error");
        }
        network.heal();
        assertThat(Notes.count(node, "answer lost")).isEqualTo(1);
    }

    @Test
    void blackholeForOpenConnectionsLeavesNewOnesAlone() throws SQLException {
        try (Connection open = impatient().getConnection()) {
            network.blackholeOpenConnections();
            assertThat(Notes.count(node, "any")).isZero();
            assertThatThrownBy(() -> ping(open)).hasMessageContaining("I/O error");
        }
    }

    @Test
    void refusedIsWhoComesNewNotWhoIsThere() throws SQLException {
        try (Connection open = node.dataSource().getConnection()) {
            network.refuse();
            ping(open);
            assertThatThrownBy(() -> node.dataSource().getConnection())
                    .hasMessageContaining("refused")
                    .hasFieldOrPropertyWithValue("SQLState", "08001");
        }
        network.heal();
        assertThat(Notes.count(node, "any")).isZero();
    }

    @Test
    void resetEndsOpenConnectionsWithAResetAndNewOnesAreFine() throws SQLException {
        try (Connection open = node.dataSource().getConnection()) {
            network.reset();
            assertThatThrownBy(() -> ping(open))
                    .hasFieldOrPropertyWithValue("SQLState", "08006")
                    .rootCause()
                    .hasMessageContaining("Connection reset");
        }
        assertThat(Notes.count(node, "any")).isZero();
    }

    @Test
    void answerIsCutBehindTheChosenByte() throws SQLException {
        try (Connection open = node.dataSource().getConnection()) {
            ping(open);
            Traffic before = network.traffic();
            Cut cut = network.cutAfterBytes(100_000, Direction.TO_CLIENT);
            assertThatThrownBy(() -> execute(open, "select repeat('x', 1000) from generate_series(1, 1000)"))
                    .hasFieldOrPropertyWithValue("SQLState", "08006");
            assertThat(cut.hasHappened()).isTrue();
            assertThat(network.traffic().since(before).bytesToClient()).isEqualTo(100_000);
        }
        assertThat(Notes.count(node, "any")).isZero();
    }

    @Test
    void requestIsCutBehindTheChosenByte() throws SQLException {
        try (Connection open = node.dataSource().getConnection()) {
            Traffic before = network.traffic();
            network.cutAfterBytes(50, Direction.TO_SERVER);
            assertThatThrownBy(() -> execute(open, "insert into note select repeat('half a request', 10)"))
                    .isInstanceOf(SQLException.class);
            assertThat(network.traffic().since(before).bytesToServer()).isEqualTo(50);
        }
        assertThat(Notes.ask(node.dataSource(), "select count(*) from note")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"extended", "simple"})
    void commitThatNeverReachesTheServerLeavesNoRow(String queryMode) throws SQLException {
        Cut cut = commitInto("lost", queryMode, 1, CutMoment.BEFORE_IT_REACHES_THE_SERVER);

        cut.await(Notes.SOON);
        assertThat(Notes.count(node, "lost")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"extended", "simple"})
    void commitWhoseAnswerIsLostLeavesTheRow(String queryMode) throws SQLException {
        Cut cut = commitInto("kept", queryMode, 1, CutMoment.BEFORE_ITS_ANSWER_RETURNS);

        cut.await(Notes.SOON);
        assertThat(Notes.count(node, "kept")).isEqualTo(1);
    }

    @Test
    void commitIsRecognisedAlsoWhenTheDriverHasPreparedItLongBefore() throws SQLException {
        Cut cut = commitInto("lost late", "extended", 12, CutMoment.BEFORE_IT_REACHES_THE_SERVER);

        cut.await(Notes.SOON);
        assertThat(Notes.count(node, "lost late")).isEqualTo(11);
    }

    @Test
    void anyStatementCanBeTheOneToCutAt() throws SQLException {
        Cut cut = network.cutAtStatement(sql -> sql.startsWith("insert"), CutMoment.BEFORE_ITS_ANSWER_RETURNS);
        assertThatThrownBy(() -> Notes.write(node, "autocommit")).hasFieldOrPropertyWithValue("SQLState", "08006");

        assertThat(cut.hasHappened()).isTrue();
        assertThat(Notes.count(node, "autocommit")).isEqualTo(1);
    }

    @Test
    void roundTripsAreCountedOnTheWire() throws SQLException {
        try (Connection connection = node.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into note values (?)")) {
            connection.setAutoCommit(false);
            Traffic before = network.traffic();
            for (int row = 0; row < 3; row++) {
                insert.setString(1, "counted");
                insert.executeUpdate();
            }
            connection.commit();
            Traffic used = network.traffic().since(before);

            assertThat(used.roundTrips()).isEqualTo(4);
            assertThat(used.requests())
                    .as("BEGIN travels together with the first statement")
                    .isEqualTo(5);
            assertThat(used.connections()).isZero();
            assertThat(used.messagesToServer()).isGreaterThan(8);
        }
    }

    @Test
    void longRequestsAndAnswersPassUnchanged() throws SQLException {
        String text = "0123456789abcdef".repeat(200_000);
        try (Connection connection = node.dataSource().getConnection();
                PreparedStatement echo = connection.prepareStatement("select ?::varchar")) {
            echo.setString(1, text);
            try (var rows = echo.executeQuery()) {
                rows.next();
                assertThat(rows.getString(1).equals(text)).isTrue();
            }
        }
    }

    private Cut commitInto(String text, String queryMode, int commits, CutMoment moment) throws SQLException {
        PGSimpleDataSource source = impatient();
        source.setProperty("preferQueryMode", queryMode);
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            for (int earlier = 1; earlier < commits; earlier++) {
                execute(connection, "insert into note values ('" + text + "')");
                connection.commit();
            }
            execute(connection, "insert into note values ('" + text + "')");
            Cut cut = network.cutAtCommit(moment);
            assertThatThrownBy(connection::commit).hasFieldOrPropertyWithValue("SQLState", "08006");
            return cut;
        }
    }

    private PGSimpleDataSource impatient() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(node.jdbcUrl());
        source.setUser(node.user());
        source.setPassword(node.password());
        source.setSocketTimeout(1);
        source.setLoginTimeout(1);
        return source;
    }

    private static void ping(Connection connection) throws SQLException {
        execute(connection, "select 1");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Duration timeOf(ThrowingCallable work) {
        long before = System.nanoTime();
        try {
            work.call();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
        return Duration.ofNanos(System.nanoTime() - before);
    }
}
