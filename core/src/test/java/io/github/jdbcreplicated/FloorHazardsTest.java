package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Floors that rise, change or come while reads are already under way, and levels that nest. */
class FloorHazardsTest extends PositionTest {

    @Test
    void aVoidPositionDoesNotHideWhatTheUnitItselfWrote() throws SQLException {
        UnitOfWork unit =
                get(ConsistencyToken.NONE.with("default", system, new Position(1, 0x7FFF_0000_0000_0000L), 0));
        pauseReplicas();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            update(connection, "UPDATE note SET text = 'own' WHERE id = 1");
        }
        try (var scope = ReplicationScope.join(unit);
                var replica = ReplicationScope.openReplica();
                Connection connection = dataSource.getConnection()) {
            assertThat(query(connection, "SELECT text FROM note WHERE id = 1")).isEqualTo("own");
        }
    }

    @Test
    void anOpenStatementDoesNotKeepItsHandleOnAReplicaThatLacksWhatTheUnitLearned() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection();
                PreparedStatement open = connection.prepareStatement("SELECT text FROM note WHERE id = ?")) {
            open.setInt(1, 1);
            read(open);
            pauseReplicas();
            unit.learn(post("UPDATE note SET text = 'by another service' WHERE id = 1"));
            open.setInt(1, 1);
            assertThat(read(open)).isEqualTo("by another service");
        }
    }

    @Test
    void aHandleClosedWhileItIsGivenALeaseOnBudgetCostsTheBudgetNothing() throws SQLException {
        AtomicReference<@Nullable Connection> toClose = new AtomicReference<>();
        open(builder().fallbackBudget(1).listener(new RoutingListener() {
            @Override
            public void leased(Route route) {
                Connection handle = toClose.getAndSet(null);
                if (handle != null) {
                    closeQuietly(handle);
                }
            }
        }));
        try (var scope = ReplicationScope.join(get(ConsistencyToken.UNVERIFIED));
                Connection connection = dataSource.getConnection()) {
            toClose.set(connection);
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> query(connection, "SELECT 1"));
        }
        get(ConsistencyToken.UNVERIFIED, "SELECT 1");
        assertThat(lastReason()).isEqualTo(Reason.POSITION_UNKNOWN);
    }

    @Test
    void whileNoServerHasToldItsPositionATokenIsNotTakenForAbsent() throws SQLException {
        ConsistencyToken token = post("UPDATE note SET text = 'before the start' WHERE id = 1");
        AtomicBoolean answers = new AtomicBoolean();
        open(withProbesThat(answers));
        pauseReplicas();
        ConsistencyToken newer = post("UPDATE note SET text = 'at the start' WHERE id = 2");
        get(token, "SELECT text FROM note WHERE id = 1");
        assertThat(lastReason()).isEqualTo(Reason.POSITION_UNKNOWN);
        answers.set(true);
        await(() -> {
            UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
            try (var scope = ReplicationScope.join(unit);
                    Connection connection = dataSource.getConnection()) {
                update(connection, "UPDATE note SET text = 'later' WHERE id = 3");
            }
            Position position = positionIn(unit.token());
            return position != null && position.isKnown();
        });
        assertThat(get(newer, "SELECT text FROM note WHERE id = 2")).isEqualTo("at the start");
    }

    @Test
    void atLevelSessionAReadWithoutPromiseDoesNotDecideWhereTheOthersGo() throws SQLException {
        open(builder().consistency(Consistency.SESSION).pollInterval(Duration.ofMillis(20)));
        second.pauseReplay();
        post("UPDATE note SET text = 'seen on the first' WHERE id = 1");
        first.awaitReplayed(cluster.primary().writePosition(), Duration.ofSeconds(10));
        ConsistencyToken token = clientThatReadOn("replica-1");
        boolean wasElsewhere = false;
        for (int i = 0; i < 40 && !wasElsewhere; i++) {
            UnitOfWork unit = get(token);
            try (var scope = ReplicationScope.join(unit)) {
                try (var eventual = ReplicationScope.with(Target.REPLICA)
                                .consistency(Consistency.EVENTUAL)
                                .open();
                        Connection connection = dataSource.getConnection()) {
                    query(connection, "SELECT 1");
                    wasElsewhere = leases.get(leases.size() - 1).node().equals("replica-2");
                }
                assertThat(readIn(unit, "SELECT text FROM note WHERE id = 1")).isEqualTo("seen on the first");
            }
        }
        assertThat(wasElsewhere).isTrue();
    }

    @Test
    void atLevelSessionAUnitThatReadFromThePrimaryDoesNotGoBackBehindIt() throws SQLException {
        open(builder().consistency(Consistency.SESSION).pollInterval(Duration.ofMinutes(5)));
        pauseReplicas();
        try (Connection other = pools.get("primary").getConnection()) {
            update(other, "UPDATE note SET text = 'seen on the primary' WHERE id = 1");
        }
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                var primary =
                        ReplicationScope.with(Target.PRIMARY).readingOnly().open();
                Connection connection = dataSource.getConnection()) {
            assertThat(query(connection, "SELECT text FROM note WHERE id = 1")).isEqualTo("seen on the primary");
        }
        assertThat(readIn(unit, "SELECT text FROM note WHERE id = 1")).isEqualTo("seen on the primary");
    }

    @Test
    void atLevelSessionAUnitDoesNotGoOnWithItsReplicaInAnotherRun() throws SQLException {
        open(builder().consistency(Consistency.SESSION).pollInterval(Duration.ofMillis(20)));
        UnitOfWork unit = get();
        readIn(unit, "SELECT 1");
        String node = leases.get(leases.size() - 1).node();
        cluster.node(node).restart();
        cluster.node(node).awaitConnectable(Duration.ofSeconds(20));
        pools.get(node).getHikariPoolMXBean().softEvictConnections();
        long before = unit.token().seenOn("default", system);
        await(() -> clientThatReadOn(node).seenOn("default", system) != before);
        readIn(unit, "SELECT 1");
        assertThat(lastReason().target()).isEqualTo(Target.PRIMARY);
    }

    private ConsistencyToken clientThatReadOn(String node) throws SQLException {
        AtomicReference<@Nullable ConsistencyToken> token = new AtomicReference<>();
        await(() -> {
            UnitOfWork unit = get();
            readIn(unit, "SELECT 1");
            token.set(unit.token());
            return leases.get(leases.size() - 1).node().equals(node);
        });
        return Objects.requireNonNull(token.get());
    }

    private static String read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static void closeQuietly(Connection handle) {
        try {
            handle.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The pools give connections, and the servers tell no positions before they may. */
    private static ReplicatedDataSource.Builder withProbesThat(AtomicBoolean answer) {
        return ReplicatedDataSource.builder()
                .primary(
                        "primary", pools.get("primary"), probe(cluster.primary().dataSource(), answer))
                .replica(
                        "replica-1",
                        pools.get("replica-1"),
                        probe(cluster.replica(1).dataSource(), answer),
                        1)
                .replica(
                        "replica-2",
                        pools.get("replica-2"),
                        probe(cluster.replica(2).dataSource(), answer),
                        1)
                .downtime(Duration.ofMillis(1))
                .pollInterval(Duration.ofMillis(20));
    }

    private static DataSource probe(DataSource server, AtomicBoolean answers) {
        return new DataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                if (!answers.get()) {
                    throw new SQLException("not yet", "08001");
                }
                return server.getConnection();
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                throw new SQLException("not asked for");
            }

            @Override
            public @Nullable PrintWriter getLogWriter() {
                return null;
            }

            @Override
            public void setLogWriter(PrintWriter out) {}

            @Override
            public void setLoginTimeout(int seconds) {}

            @Override
            public int getLoginTimeout() {
                return 0;
            }

            @Override
            public Logger getParentLogger() {
                return Logger.getGlobal();
            }

            @Override
            public <T> T unwrap(Class<T> type) throws SQLException {
                throw new SQLException("not asked for");
            }

            @Override
            public boolean isWrapperFor(Class<?> type) {
                return false;
            }
        };
    }
}
