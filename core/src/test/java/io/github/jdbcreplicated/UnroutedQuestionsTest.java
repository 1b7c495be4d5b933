package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PgDatabaseMetaData;

/** What can be asked of a handle without fixing its route, and what that costs the pools. */
class UnroutedQuestionsTest extends HandleTest {

    @Test
    void askingForMetadataFirstDoesNotChooseTheNode() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            DatabaseMetaData data = connection.getMetaData();
            assertThat(data.getURL()).startsWith("jdbc:postgresql:");
            assertThat(data.getDatabaseProductName()).isEqualTo("PostgreSQL");
            assertThat(data.getUserName()).isEqualTo(cluster.primary().user());
            assertThat(namesOf(data)).contains("note");
            assertThat(leases).isEmpty();
            try (var primary = ReplicationScope.openPrimary()) {
                assertThat(pools.serving(connection)).isEqualTo("primary");
            }
        }
        assertReasons(Reason.EXPLICIT_PRIMARY);
    }

    @Test
    void aConnectionPoolsValidityCheckDoesNotChooseTheNode() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            connection.setNetworkTimeout(Runnable::run, 5_000);
            assertThat(connection.getNetworkTimeout()).isEqualTo(5_000);
            connection.setClientInfo("ApplicationName", "probe");
            assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("probe");
            connection.beginRequest();
            connection.endRequest();
            assertThat((Object) connection.getWarnings()).isNull();
            connection.clearWarnings();
            assertThat(connection.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
            assertThat(connection.isWrapperFor(org.postgresql.PGConnection.class))
                    .isTrue();
            assertThat(connection.getCatalog()).isEqualTo("app");
            assertThat(connection.getSchema()).isEqualTo("public");
            assertThat(connection.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
            assertThat(leases).isEmpty();
            assertThat(pools.active()).isZero();
        }
    }

    @Test
    void transactionManagersQuestionsAreAnsweredWithoutAConnection() throws SQLException {
        int asked = leases.size();
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.isReadOnly()).isFalse();
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            connection.commit();
            connection.rollback();
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(pools.active()).isZero();
        }
        assertThat(leases).hasSize(asked);
    }

    @Test
    void readsAndTheirSettingsNeedNoPrimary() throws SQLException {
        try (HikariDataSource unreachable = unreachablePrimary()) {
            ReplicatedDataSource withoutPrimary = build(ReplicatedDataSource.builder()
                    .primary("primary", unreachable)
                    .replica("replica-1", pools.get("replica-1")));
            try (var scope = ReplicationScope.join(get());
                    Connection connection = withoutPrimary.getConnection()) {
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                assertThat(connection.isValid(1)).isTrue();
                assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
                assertThat(query(connection, "SELECT pg_is_in_recovery()")).isEqualTo("t");
                connection.commit();
            }
        }
    }

    @Test
    void aPrimaryThatIsKnownToBeLostIsNotAskedAgainForWhatAnyNodeCanAnswer() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        DataSource lost = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                throw new SQLException("lost", "08001");
            }
        };
        ReplicatedDataSource withoutPrimary = build(
                ReplicatedDataSource.builder().primary("primary", lost).replica("replica-1", pools.get("replica-1")));
        int askedAtTheStart = asked.get();
        try (Connection connection = withoutPrimary.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(connection.getMetaData().isReadOnly()).isIn(true, false);
        }
        assertThat(asked).hasValue(askedAtTheStart);
    }

    @Test
    void metadataOfAHandleWithALeaseComesFromItsNode() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            String serving = pools.serving(connection);
            assertThat(connection.getMetaData().getURL())
                    .isEqualTo(cluster.node(serving).jdbcUrl());
            assertThat(namesOf(connection.getMetaData())).contains("note");
        }
        assertThat(leases).hasSize(1);
    }

    @Test
    void rowsOfMetadataKeepTheirConnectionUntilTheHandleIsClosedAtTheLatest() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            ResultSet rows = connection.getMetaData().getTables(null, "public", "note", null);
            assertThat(pools.active()).isEqualTo(1);
            assertThat(rows.next()).isTrue();
        }
        assertThat(pools.active()).isZero();
    }

    @Test
    void rowsOfMetadataStayReadableWhileStatementsChooseAndLeaveANode() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                ResultSet before = connection.getMetaData().getTables(null, "public", "note", null)) {
            query(connection, "SELECT 1");
            try (ResultSet during = connection.getMetaData().getTables(null, "public", "note", null)) {
                update(connection, "UPDATE note SET text = text WHERE id = 1");
                assertThat(pools.serving(connection)).isEqualTo("primary");
                assertThat(before.next()).isTrue();
                assertThat(during.next()).isTrue();
            }
        }
    }

    @Test
    void aHandleNeverHoldsTwoConnectionsOfAPool() throws SQLException {
        try (Pools ofOne = new Pools(cluster, config -> {
            config.setMaximumPoolSize(1);
            config.setConnectionTimeout(250);
        })) {
            ReplicatedDataSource small = build(ofOne.builder());
            try (var scope = ReplicationScope.join(get());
                    Connection connection = small.getConnection();
                    ResultSet tables = connection.getMetaData().getTables(null, "public", "note", null)) {
                while (tables.next()) {
                    try (ResultSet columns = connection.getMetaData().getColumns(null, "public", "note", null)) {
                        assertThat(columns.next()).isTrue();
                        assertThat(connection.isValid(1)).isTrue();
                        assertThat(query(connection, "SELECT count(*) FROM note"))
                                .isEqualTo("3");
                    }
                }
            }
            assertThat(ofOne.active()).isZero();
            assertReasons(Reason.INFERRED_REPLICA);
        }
    }

    @Test
    void aHandleThatCouldNotMoveStillHoldsOnlyWhatItHad() throws SQLException {
        try (HikariDataSource unreachable = unreachablePrimary();
                Pools ofOne = new Pools(cluster, config -> {
                    config.setMaximumPoolSize(1);
                    config.setConnectionTimeout(250);
                })) {
            ReplicatedDataSource withoutPrimary = build(ReplicatedDataSource.builder()
                    .primary("primary", unreachable)
                    .replica("replica-1", ofOne.get("replica-1")));
            try (var scope = ReplicationScope.join(get());
                    Connection connection = withoutPrimary.getConnection();
                    Statement open = connection.createStatement();
                    ResultSet rows = open.executeQuery("SELECT text FROM note ORDER BY id")) {
                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> update(connection, "UPDATE note SET text = 'lost'"))
                            .isInstanceOf(SQLException.class);
                    assertThat(query(connection, "SELECT count(*) FROM note")).isEqualTo("3");
                }
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("first");
            }
            // The pool is also where the server is asked from, now and then
            PositionTest.await(() -> ofOne.active() == 0);
        }
    }

    @Test
    void anExhaustedPoolFailsWithItsOwnExceptionAndLeavesNothingBehind() throws SQLException {
        try (Pools ofOne = new Pools(cluster, config -> {
            config.setMaximumPoolSize(1);
            config.setConnectionTimeout(250);
        })) {
            ReplicatedDataSource small = build(ofOne.builder());
            try (Connection first = small.getConnection();
                    Connection second = small.getConnection()) {
                query(first, "SELECT 1");
                assertThatThrownBy(() -> query(second, "SELECT 1"))
                        .isInstanceOf(java.sql.SQLTransientConnectionException.class);
                assertThat(ofOne.active()).isEqualTo(1);
            }
            try (Connection third = small.getConnection()) {
                assertThat(query(third, "SELECT 1")).isEqualTo("1");
            }
            assertThat(ofOne.active()).isZero();
        }
    }

    @Test
    void anUnusedHandleHoldsNoConnection() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("SELECT ?")) {
            prepared.setInt(1, 1);
            statement.addBatch("DELETE FROM note");
            statement.setFetchSize(10);
            assertThat(pools.active()).isZero();
        }
        assertThat(leases).isEmpty();
    }

    @Test
    void metadataUnwrappedToTheDriversPinsTheHandleToItsNode() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            PgDatabaseMetaData drivers = connection.getMetaData().unwrap(PgDatabaseMetaData.class);
            assertThat(drivers.getConnection().isClosed()).isFalse();
            assertThat(pools.active()).isEqualTo(1);
            assertThat(pools.serving(connection)).isEqualTo(unit.replica("default"));
            assertThatThrownBy(() -> update(connection, "DELETE FROM note WHERE id < 0"))
                    .isInstanceOf(RouteConflictException.class);
        }
    }

    @Test
    void metadataLeadsBackToTheHandle() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().unwrap(DatabaseMetaData.class).getConnection())
                    .isSameAs(connection);
            query(connection, "SELECT 1");
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
        }
    }

    @Test
    void aHandleAbortedBeforeItChoseGivesBackWhatItBorrowed() throws SQLException {
        Connection connection = dataSource.getConnection();
        ResultSet rows = connection.getMetaData().getTables(null, "public", "note", null);
        assertThat(rows.next()).isTrue();
        connection.abort(Runnable::run);
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
        connection.close();
    }

    @Test
    void abortFixesNoRoute() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.abort(Runnable::run);
        assertThat(connection.isClosed()).isTrue();
        assertThat(leases).isEmpty();
        assertThatThrownBy(() -> query(connection, "SELECT 1")).isInstanceOf(SQLException.class);
        connection.close();
    }

    @Test
    void anAbortedHandleIsClosedAndItsConnectionIsNotUsedAgain() throws SQLException {
        Connection connection = dataSource.getConnection();
        String backend = query(connection, "SELECT pg_backend_pid()");
        connection.abort(Runnable::run);
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(() -> query(connection, "SELECT 1")).isInstanceOf(SQLException.class);
        try (connection) {
            assertThat(pools.active()).isEqualTo(1);
        } catch (SQLException e) {
            // HikariCP has its say about an aborted connection here, and takes it all the same.
            assertThat(e.getMessage()).contains("closed");
        }
        assertThat(pools.active()).isZero();
        try (Connection next = dataSource.getConnection()) {
            assertThat(query(next, "SELECT pg_backend_pid()")).isNotEqualTo(backend);
        }
    }

    private static List<String> namesOf(DatabaseMetaData data) throws SQLException {
        List<String> names = new java.util.ArrayList<>();
        try (ResultSet rows = data.getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private static HikariDataSource unreachablePrimary() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/app");
        pool.setConnectionTimeout(250);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }
}
