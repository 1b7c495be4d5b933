package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.internal.connection.RoutedConnection;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.xa.PGXADataSource;

/** What goes wrong when JDBC is wrapped, each tried on real pools: see the table of hazards in the design. */
class WrappingHazardsTest extends HandleTest {

    // ---- When the route is fixed

    @Test
    void theRouteIsFixedByTheFirstExecutionAndByNothingBefore() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("SELECT text FROM note WHERE id = ?")) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setSchema("public");
            statement.setFetchSize(50);
            prepared.setInt(1, 1);
            assertThat(new HashSet<>(Set.of(connection))).contains(connection);
            assertThat(connection.toString()).contains("not chosen");
            assertThat(leases).isEmpty();
            prepared.executeQuery().close();
            assertReasons(Reason.INFERRED_REPLICA);
        }
    }

    @Test
    void aStatementCreatedBeforeTheRouteIsKnownRunsWhereItsExecutionAsksFor() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared =
                        connection.prepareStatement("SELECT current_setting('transaction_read_only') || ?")) {
            prepared.setString(1, "!");
            statement.setMaxRows(1);
            statement.setFetchSize(1);
            statement.setQueryTimeout(5);
            try (var inner = ReplicationScope.openPrimary()) {
                assertThat(pools.serving(statement)).isEqualTo("primary");
                assertThat(statement.getMaxRows()).isEqualTo(1);
                assertThat(statement.unwrap(PGStatement.class)).isNotNull();
                try (ResultSet row = prepared.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(1)).isEqualTo("off!");
                }
            }
        }
    }

    @Test
    void aPreparedStatementOfOneScopeIsPreparedAgainInTheNext() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement(
                        "SELECT pg_is_in_recovery()::text || ' ' || text FROM note WHERE id = ?")) {
            prepared.setInt(1, 1);
            assertThat(first(prepared)).isEqualTo("true first");
            try (var inner = ReplicationScope.openPrimary()) {
                prepared.setInt(1, 2);
                assertThat(first(prepared)).isEqualTo("false second");
                assertThat(first(prepared)).isEqualTo("false second");
            }
            try (var inner = ReplicationScope.openReplica()) {
                prepared.setInt(1, 3);
            }
            assertThat(first(prepared)).isEqualTo("false third");
        }
    }

    @Test
    void parametersSetInAScopeThatIsClosedBeforeTheExecutionAreNotLost() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement("SELECT text FROM note WHERE id = ?")) {
            prepared.setInt(1, 1);
            assertThat(first(prepared)).isEqualTo("first");
            try (var inner = ReplicationScope.openPrimary()) {
                prepared.setInt(1, 2);
            }
            assertThat(first(prepared)).isEqualTo("second");
        }
        assertReasons(Reason.INFERRED_REPLICA);
    }

    @Test
    void aPreparedStatementWhoseParametersAreOnAnotherNodeSaysSoInsteadOfRunningWithoutThem() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement("SELECT text FROM note WHERE id = ?")) {
            prepared.setInt(1, 1);
            assertThat(first(prepared)).isEqualTo("first");
            try (var inner = ReplicationScope.openPrimary()) {
                assertThatThrownBy(() -> first(prepared))
                        .isInstanceOf(RouteConflictException.class)
                        .hasMessageContaining("parameters");
                prepared.setInt(1, 3);
                assertThat(first(prepared)).isEqualTo("third");
            }
        }
    }

    @Test
    void aPreparedStatementThatCouldNotBeMadeKeepsItsParameters() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement("SELECT text FROM note WHERE id = ?")) {
            prepared.setInt(1, 2);
            prepared.setFetchSize(-1);
            assertThatThrownBy(() -> first(prepared)).isInstanceOf(SQLException.class);
            prepared.setFetchSize(0);
            assertThat(first(prepared)).isEqualTo("second");
        }
    }

    // ---- setReadOnly

    @Test
    void isReadOnlyAsAProbeAnswersWhatWasSet() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.isReadOnly()).isFalse();
            connection.setReadOnly(true);
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(pools.active()).isZero();
        }
    }

    @Test
    void setReadOnlyAfterTheRouteIsFixedReachesTheNodeAndNeverMovesAWriteToAReplica() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(query(connection, "SHOW transaction_read_only")).isEqualTo("off");
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            assertThat(query(connection, "SHOW transaction_read_only")).isEqualTo("on");
            assertThatThrownBy(() -> update(connection, "DELETE FROM note"))
                    .hasMessageContaining("read-only")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("25006");
            connection.rollback();
            connection.setReadOnly(false);
            assertThat(update(connection, "DELETE FROM note WHERE id < 0")).isZero();
            connection.rollback();
        }
        assertThat(leases).extracting(Route::node).containsOnly("primary");
    }

    @Test
    void setReadOnlyInsideATransactionFailsAsTheDriverHasIt() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            query(connection, "SELECT 1");
            assertThatThrownBy(() -> connection.setReadOnly(true)).isInstanceOf(SQLException.class);
            assertThat(connection.isReadOnly()).isFalse();
            connection.rollback();
        }
    }

    @Test
    void setReadOnlyReachesAReplicaWhosePoolIsNotReadOnly() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            query(connection, "SELECT 1");
            assertThat(connection.unwrap(PGConnection.class)).isNotNull();
            assertThat(connection.unwrap(org.postgresql.jdbc.PgConnection.class).isReadOnly())
                    .isTrue();
        }
    }

    @Test
    void aReadOnlyPoolStaysReadOnlyAndSettingItCostsNothingThere() throws SQLException {
        try (Pools readOnly = new Pools(cluster, config -> config.setReadOnly(true))) {
            ReplicatedDataSource readers = build(ReplicatedDataSource.builder()
                    .primary("primary", pools.get("primary"))
                    .replica("replica-1", readOnly.get("replica-1")));
            for (int i = 0; i < 2; i++) {
                try (var scope = ReplicationScope.join(get());
                        Connection connection = readers.getConnection()) {
                    connection.setReadOnly(true);
                    connection.setAutoCommit(false);
                    assertThat(query(connection, "SHOW transaction_read_only")).isEqualTo("on");
                    connection.commit();
                    connection.setAutoCommit(true);
                    connection.setReadOnly(false);
                }
                try (Connection pooled = readOnly.get("replica-1").getConnection()) {
                    assertThat(pooled.isReadOnly()).isTrue();
                }
            }
        }
    }

    // ---- Held too long, nested, old

    @Test
    void aHandleHeldForAWholeRequestStillWritesToThePrimary() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            query(connection, "SELECT 1");
            connection.commit();
            update(connection, "UPDATE note SET text = text WHERE id = 1");
            connection.commit();
            assertThat(pools.serving(connection)).isEqualTo("primary");
            connection.commit();
        }
        assertReasons(Reason.INFERRED_REPLICA, Reason.WRITE_AFTER_REPLICA_READ);
        assertThat(unit.hasWritten("default")).isTrue();
    }

    @Test
    void anInnerTransactionsScopeCannotLowerWhatTheOuterOneBegan() throws SQLException {
        try (var scope = ReplicationScope.openPrimary();
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            update(connection, "UPDATE note SET text = text WHERE id = 1");
            try (var inner = ReplicationScope.openReplica()) {
                assertThat(pools.serving(connection)).isEqualTo("primary");
            }
            connection.rollback();
        }
    }

    @Test
    void anInnerScopeThatAsksForThePrimaryInATransactionOnAReplicaConflicts() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            query(connection, "SELECT 1");
            Savepoint savepoint = connection.setSavepoint();
            try (var inner = ReplicationScope.openPrimary()) {
                assertThatThrownBy(() -> query(connection, "SELECT 1")).isInstanceOf(RouteConflictException.class);
                connection.rollback(savepoint);
                connection.releaseSavepoint(savepoint);
                connection.rollback();
                assertThat(pools.serving(connection)).isEqualTo("primary");
                connection.rollback();
            }
        }
        assertThat(unit.marks()).containsExactly(Mark.ROUTE_CONFLICT);
    }

    @Test
    void statementsAndResultsOfAClosedHandleAreClosed() throws SQLException {
        Connection connection = dataSource.getConnection();
        Statement used = connection.createStatement();
        Statement unused = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT ?");
        prepared.setInt(1, 1);
        ResultSet rows = used.executeQuery("SELECT id FROM note");
        connection.close();
        assertThat(used.isClosed()).isTrue();
        assertThat(unused.isClosed()).isTrue();
        assertThat(prepared.isClosed()).isTrue();
        assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> used.executeQuery("SELECT 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> unused.executeQuery("SELECT 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(prepared::executeQuery).isInstanceOf(SQLException.class);
        used.close();
        unused.close();
        prepared.close();
    }

    @Test
    void theStatementCacheOfADriverIsPerPhysicalConnectionAndSurvivesNoMove() throws SQLException {
        for (int i = 0; i < 8; i++) {
            try (var scope = ReplicationScope.join(get());
                    Connection connection = dataSource.getConnection()) {
                for (boolean primary : new boolean[] {false, true, false}) {
                    try (var inner = primary ? ReplicationScope.openPrimary() : ReplicationScope.openReplica();
                            PreparedStatement prepared =
                                    connection.prepareStatement("SELECT pg_is_in_recovery() = ?")) {
                        prepared.setBoolean(1, !primary);
                        assertThat(first(prepared)).isEqualTo("t");
                    }
                }
            }
        }
    }

    // ---- Ways back to the handle, and past it

    @Test
    void statementGetConnectionAndResultSetGetStatementLeadBackToTheHandle() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("SELECT 1");
                var call = connection.prepareCall("{? = call abs(-1)}");
                ResultSet rows = statement.executeQuery("SELECT 1");
                ResultSet preparedRows = prepared.executeQuery()) {
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
            assertThat(call.getConnection()).isSameAs(connection);
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(preparedRows.getStatement()).isSameAs(prepared);
            assertThat(rows.getStatement().getConnection()).isSameAs(connection);
            assertThat(statement.execute("SELECT 2")).isTrue();
            assertThat(statement.getResultSet().getStatement()).isSameAs(statement);
        }
    }

    @Test
    void unwrapAnswersTheHandleFirstAndPinsItForTheDriversTypes() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            assertThat(connection.isWrapperFor(Connection.class)).isTrue();
            assertThat(connection.isWrapperFor(RoutedConnection.class)).isTrue();
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
            assertThat(connection.isWrapperFor(java.nio.file.Path.class)).isFalse();
            assertThat(leases).isEmpty();
            assertThat(connection.unwrap(PGConnection.class)).isInstanceOf(PGConnection.class);
            assertThat(leases).hasSize(1);
            assertThatThrownBy(() -> connection.unwrap(java.nio.file.Path.class))
                    .isInstanceOf(SQLException.class);
            assertPinned(connection);
        }
    }

    @Test
    void unwrapOfStatementsAndResultsAnswersTheirOwnTypeFirst() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement("SELECT 1")) {
            assertThat(prepared.unwrap(PreparedStatement.class)).isSameAs(prepared);
            assertThat(prepared.isWrapperFor(Statement.class)).isTrue();
            try (ResultSet rows = prepared.executeQuery()) {
                assertThat(rows.unwrap(ResultSet.class)).isSameAs(rows);
                assertThat(rows.isWrapperFor(org.postgresql.PGRefCursorResultSet.class))
                        .isTrue();
                assertThat(rows.unwrap(org.postgresql.PGRefCursorResultSet.class))
                        .isNotNull();
                assertThat(rows.isWrapperFor(java.nio.file.Path.class)).isFalse();
            }
            assertThat(prepared.isWrapperFor(PGStatement.class)).isTrue();
            assertThat(prepared.unwrap(PGStatement.class)).isNotNull();
        }
    }

    @Test
    void unwrapOfAWritingStatementPinsWhereItWillWrite() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement("UPDATE note SET text = text WHERE id = ?")) {
            prepared.unwrap(PGStatement.class).setPrepareThreshold(1);
            prepared.setInt(1, 1);
            assertThat(prepared.executeUpdate()).isEqualTo(1);
        }
        assertReasons(Reason.WRITE_STATEMENT);
    }

    @Test
    void unwrapOfTheDataSourceReachesThePrimarysPool() throws SQLException {
        assertThat(dataSource.unwrap(DataSource.class)).isSameAs(pools.get("primary"));
        assertThat(dataSource.unwrap(HikariDataSource.class)).isSameAs(pools.get("primary"));
        assertThat(dataSource.unwrap(ReplicatedDataSource.class)).isSameAs(dataSource);
        assertThat(dataSource.isWrapperFor(DataSource.class)).isTrue();
        assertThat(dataSource.isWrapperFor(HikariDataSource.class)).isTrue();
        assertThat(dataSource.isWrapperFor(ReplicatedDataSource.class)).isTrue();
        assertThat(dataSource.isWrapperFor(java.nio.file.Path.class)).isFalse();
    }

    @Test
    void equalityIsIdentityAndNoToStringShowsAUrlOrCredentials() throws SQLException {
        try (Connection one = dataSource.getConnection();
                Connection other = dataSource.getConnection(cluster.primary().user(), "the secret");
                Statement statement = one.createStatement()) {
            Set<Object> set = new HashSet<>(Set.of(one, other));
            assertThat(one).isNotEqualTo(other);
            query(one, "SELECT 1");
            assertThat(set).contains(one, other);
            String shown = one + " " + other + " " + statement + " " + dataSource + " " + one.getMetaData();
            assertThat(shown)
                    .contains("node=primary")
                    .doesNotContain(
                            "jdbc:",
                            "127.0.0.1",
                            "the secret",
                            cluster.primary().password());
        }
    }

    // ---- Transactions, savepoints, session state, isolation

    @Test
    void savepointsStayOnTheNodeOfTheirTransaction() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            update(connection, "UPDATE note SET text = 'changed' WHERE id = 1");
            Savepoint unnamed = connection.setSavepoint();
            Savepoint named = connection.setSavepoint("inner");
            assertThat(named.getSavepointName()).isEqualTo("inner");
            update(connection, "UPDATE note SET text = 'changed again' WHERE id = 1");
            connection.rollback(named);
            connection.releaseSavepoint(unnamed);
            assertThat(query(connection, "SELECT text FROM note WHERE id = 1")).isEqualTo("changed");
            connection.rollback();
        }
        assertReasons(Reason.WRITE_STATEMENT);
    }

    @Test
    void aSavepointWithoutATransactionIsRefused() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThatThrownBy(connection::setSavepoint).isInstanceOf(SQLException.class);
            Savepoint ended;
            connection.setAutoCommit(false);
            ended = connection.setSavepoint();
            connection.rollback();
            assertThatThrownBy(() -> connection.rollback(ended)).isInstanceOf(SQLException.class);
            connection.rollback();
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> connection.rollback((Savepoint) null)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void sessionStateSetByTextPinsTheHandle() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            update(connection, "SET application_name = 'pinned'");
            assertThat(query(connection, "SHOW application_name")).isEqualTo("pinned");
            assertPinned(connection);
            update(connection, "RESET application_name");
        }
    }

    @Test
    void sessionStateSetInABatchPinsTheHandle() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            try (var scope = ReplicationScope.openPrimary();
                    Statement batch = connection.createStatement()) {
                batch.addBatch("SET application_name = 'pinned'");
                batch.addBatch("UPDATE note SET text = text WHERE id = 1");
                batch.executeBatch();
            }
        }
        try (var scope = ReplicationScope.join(UnitOfWork.undetermined());
                Connection connection = dataSource.getConnection()) {
            try (var primary = ReplicationScope.openPrimary();
                    Statement batch = connection.createStatement()) {
                batch.addBatch("UPDATE note SET text = text WHERE id = 1");
                batch.addBatch("SET application_name = 'pinned'");
                batch.executeBatch();
            }
            try (var replica = ReplicationScope.openReplica()) {
                assertThat(query(connection, "SHOW application_name")).isEqualTo("pinned");
            }
            update(connection, "RESET application_name");
        }
    }

    @Test
    void aTransactionBegunByTextPinsTheHandle() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            update(connection, "BEGIN");
            query(connection, "SELECT 1");
            assertPinned(connection);
            update(connection, "ROLLBACK");
        }
    }

    @Test
    void serializableIsolationGoesToThePrimary() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            query(connection, "SELECT 1");
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            assertThat(query(connection, "SHOW transaction_isolation")).isEqualTo("serializable");
            connection.commit();
        }
        assertReasons(Reason.INFERRED_REPLICA, Reason.SERIALIZABLE);
    }

    @Test
    void aPrimarysPoolWhoseDefaultIsSerializableNeverReadsFromAReplica() throws SQLException {
        try (Pools serializable = new Pools(cluster, config -> {
            if (config.getPoolName().equals("primary")) {
                config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
            }
        })) {
            ReplicatedDataSource strictest = build(serializable.builder());
            try (var scope = ReplicationScope.join(get());
                    Connection connection = strictest.getConnection()) {
                query(connection, "SELECT 1");
            }
            assertReasons(Reason.SERIALIZABLE);
        }
    }

    @Test
    void aSelectWithASideEffectIsRefusedByTheReplicaAndMarksTheUnit() throws SQLException {
        for (String sql : new String[] {
            "SELECT id FROM note WHERE id = 1 FOR UPDATE",
            "SELECT nextval('note_id_seq')",
            "WITH w AS (UPDATE note SET text = text RETURNING 1) SELECT * FROM w"
        }) {
            UnitOfWork unit = get();
            try (var scope = ReplicationScope.join(unit);
                    Connection connection = dataSource.getConnection()) {
                assertThatThrownBy(() -> query(connection, sql))
                        .isInstanceOf(SQLException.class)
                        .satisfies(e -> {
                            assertThat(((SQLException) e).getSQLState()).isEqualTo("25006");
                            assertThat(e.getSuppressed()).hasSize(1);
                        });
            }
            assertThat(unit.marks()).containsExactly(Mark.REFUSED);
        }
    }

    @Test
    void poolsWhoseConnectionsComeWithAutoCommitOffRouteByTransaction() throws SQLException {
        try (Pools manual = new Pools(cluster, config -> config.setAutoCommit(false))) {
            ReplicatedDataSource byTransaction = build(manual.builder());
            UnitOfWork unit = get();
            try (var scope = ReplicationScope.join(unit);
                    Connection connection = byTransaction.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
                connection.setReadOnly(true);
                connection.setSchema("public");
                assertThat(query(connection, "SELECT pg_is_in_recovery()")).isEqualTo("t");
                connection.commit();
                connection.setReadOnly(false);
                update(connection, "UPDATE note SET text = text WHERE id = 1");
                assertThat(unit.hasWritten("default")).isTrue();
                connection.commit();
                query(connection, "SELECT 1");
            }
            assertThat(manual.active()).isZero();
            try (Connection pooled = manual.get("primary").getConnection()) {
                assertThat(pooled.getAutoCommit()).isFalse();
                assertThat(pooled.unwrap(org.postgresql.jdbc.PgConnection.class).getTransactionState())
                        .hasToString("IDLE");
            }
        }
        assertReasons(Reason.INFERRED_REPLICA, Reason.WRITE_AFTER_REPLICA_READ);
    }

    @Test
    void aDirtyHandleIsRolledBackWhenItIsClosed() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            update(connection, "UPDATE note SET text = 'dirty' WHERE id = 1");
        }
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(query(connection, "SELECT text FROM note WHERE id = 1")).isEqualTo("first");
        }
    }

    @Test
    void switchingAutoCommitOnCommitsAndCountsAsACommit() throws SQLException {
        UnitOfWork unit = UnitOfWork.undetermined();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            query(connection, "SELECT nextval('note_id_seq')");
            assertThat(unit.hasWritten("default")).isFalse();
            connection.setAutoCommit(true);
            assertThat(unit.hasWritten("default")).isTrue();
        }
    }

    @Test
    void anEmptyOrRolledBackOrReadOnlyTransactionIsNoWrite() throws SQLException {
        UnitOfWork unit = UnitOfWork.undetermined();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.commit();
            query(connection, "SELECT 1");
            connection.rollback();
            connection.setReadOnly(true);
            query(connection, "SELECT 1");
            connection.commit();
        }
        assertThat(unit.hasWritten("default")).isFalse();
    }

    // ---- Statements and results

    @Test
    void batchesRunTogetherOnThePrimary() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement("UPDATE note SET text = ? WHERE id = ?")) {
                statement.addBatch("UPDATE note SET text = 'a' WHERE id = 1");
                statement.addBatch("UPDATE note SET text = 'b' WHERE id IN (2, 3)");
                assertThat(statement.executeBatch()).containsExactly(1, 2);
                assertThat(statement.executeBatch()).isEmpty();
                for (int id = 1; id <= 3; id++) {
                    prepared.setString(1, "c" + id);
                    prepared.setInt(2, id);
                    prepared.addBatch();
                }
                assertThat(prepared.executeLargeBatch()).containsExactly(1, 1, 1);
                prepared.setString(1, "d");
                prepared.setInt(2, 1);
                prepared.addBatch();
                prepared.clearBatch();
                assertThat(prepared.executeBatch()).isEmpty();
            }
            connection.rollback();
        }
        assertReasons(Reason.WRITE_STATEMENT);
    }

    @Test
    void aBatchThatFailsLeavesNothingForTheNext() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.addBatch("UPDATE note SET text = text WHERE id = 1");
            statement.addBatch("UPDATE missing SET text = text");
            assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
            assertThat(statement.executeBatch()).isEmpty();
        }
    }

    @Test
    void generatedKeysComeFromTheNodeThatWrote() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO note (text) VALUES (?)", Statement.RETURN_GENERATED_KEYS);
                Statement other = connection.createStatement()) {
            connection.setAutoCommit(false);
            insert.setString(1, "fourth");
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getInt("id")).isPositive();
                assertThat(keys.getStatement()).isSameAs(insert);
            }
            other.executeUpdate("INSERT INTO note (text) VALUES ('fifth')", new String[] {"id"});
            try (ResultSet keys = other.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
            }
            connection.rollback();
        }
    }

    @Test
    void closeOnCompletionClosesTheStatementWithItsResults() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            Statement statement = connection.createStatement();
            statement.closeOnCompletion();
            assertThat(statement.isCloseOnCompletion()).isTrue();
            ResultSet rows = statement.executeQuery("SELECT 1");
            assertThat(statement.isClosed()).isFalse();
            rows.close();
            assertThat(statement.isClosed()).isTrue();
            try (var inner = ReplicationScope.openPrimary()) {
                assertThat(pools.serving(connection)).isEqualTo("primary");
            }
        }
    }

    @Test
    void aWriteInsideAnOpenReplicaResultLeavesTheResultReadable() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM note ORDER BY id")) {
            int read = 0;
            while (rows.next()) {
                read++;
                update(connection, "UPDATE note SET text = text WHERE id = " + rows.getInt(1));
                assertThat(pools.active()).isEqualTo(2);
            }
            assertThat(read).isEqualTo(3);
            rows.close();
            statement.close();
            assertThat(pools.active()).isEqualTo(1);
        }
        assertReasons(Reason.INFERRED_REPLICA, Reason.WRITE_AFTER_REPLICA_READ);
        assertThat(unit.hasWritten("default")).isTrue();
    }

    @Test
    void aFailureOfResultsThatWereLeftIsPutDownToTheReplicaTheyComeFrom() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection();
                Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery("SELECT id, text FROM note ORDER BY id")) {
            update(connection, "UPDATE note SET text = text WHERE id = 1");
            assertThat(rows.next()).isTrue();
            rows.updateString("text", "from the replica");
            assertThatThrownBy(rows::updateRow)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("25006");
        }
        assertThat(unit.marks()).containsExactly(Mark.REFUSED);
    }

    @Test
    void aHandleWithAnOpenStatementIsHeld() throws SQLException {
        try (var scope = ReplicationScope.join(UnitOfWork.undetermined());
                Connection connection = dataSource.getConnection();
                Statement open = connection.createStatement()) {
            open.executeQuery("SELECT 1");
            try (var inner = ReplicationScope.openReplica()) {
                assertThat(pools.serving(connection)).isEqualTo("primary");
            }
            open.close();
            try (var inner = ReplicationScope.openReplica()) {
                assertThat(pools.serving(connection)).startsWith("replica-");
            }
        }
        assertReasons(Reason.NO_SCOPE, Reason.EXPLICIT_REPLICA);
    }

    @Test
    void largeObjectsAndArraysMadeOnAHandlePinIt() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            Array array = connection.createArrayOf("int4", new Object[] {1, 2});
            assertPinned(connection);
            try (PreparedStatement prepared = connection.prepareStatement("SELECT sum(n) FROM unnest(?) n")) {
                prepared.setArray(1, array);
                assertThat(first(prepared)).isEqualTo("3");
            }
            array.free();
        }
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.createSQLXML().free();
            assertPinned(connection);
        }
    }

    // ---- Closing

    @Test
    void closingTwiceGivesBackOnce() throws SQLException {
        Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1");
        rows.close();
        rows.close();
        statement.close();
        statement.close();
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(returned).hasSize(1);
    }

    @Test
    void aHandleThatNeverChoseIsAsClosedAsAnyOther() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.close();
        assertThatThrownBy(() -> connection.setReadOnly(true)).isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::getAutoCommit).isInstanceOf(SQLException.class);
        assertThat(connection.isValid(1)).isFalse();
    }

    // ---- The data source

    @Test
    void connectionBuildersAreRefusedSinceTheyWouldChooseTooEarly() {
        assertThatThrownBy(() -> dataSource.createConnectionBuilder())
                .isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void beginRequestAndEndRequestAreThePoolsMatter() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.beginRequest();
            connection.endRequest();
        }
        assertThat(leases).isEmpty();
    }

    @Test
    void xaDataSourcesAreRefusedWithTheAlternative() {
        class XaPool extends PGXADataSource implements DataSource {
            private static final long serialVersionUID = 1;

            @Override
            public <T> T unwrap(Class<T> iface) {
                return iface.cast(this);
            }

            @Override
            public boolean isWrapperFor(Class<?> iface) {
                return iface.isInstance(this);
            }
        }
        assertThat(new XaPool()).isInstanceOf(XADataSource.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicatedDataSource.builder().primary("primary", new XaPool()))
                .withMessageContaining("XA");
    }

    @Test
    void noDynamicProxyStandsBetweenSoThatNativeImagesNeedNoHints() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1")) {
            for (Object wrapper : new Object[] {connection, statement, rows, connection.getMetaData()}) {
                assertThat(Proxy.isProxyClass(wrapper.getClass())).isFalse();
                assertThat(wrapper.getClass().getName()).startsWith("io.github.jdbcreplicated.");
            }
        }
    }

    @Test
    void aHintInSqlTextChangesNothing() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            assertThat(query(connection, "/*@writer*/ /* primary */ SELECT pg_is_in_recovery() -- UPDATE"))
                    .isEqualTo("t");
        }
    }

    @Test
    void startUpCodeSchedulersAndMigrationsGoToThePrimary() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            update(connection, "CREATE TABLE IF NOT EXISTS migrated (id int)");
            connection.setReadOnly(true);
            assertThat(pools.serving(connection)).isEqualTo("primary");
        }
        assertReasons(Reason.NO_SCOPE);
    }

    @Test
    void otherCredentialsThatAPoolRefusesSayNothingAboutTheNode() throws SQLException {
        try (var scope = ReplicationScope.join(get())) {
            try (Connection connection = dataSource.getConnection("somebody", "the secret")) {
                assertThatThrownBy(() -> query(connection, "SELECT 1"))
                        .isInstanceOf(SQLException.class)
                        .satisfies(
                                e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("the secret"));
                assertThat(connection.isValid(1)).isFalse();
            }
        }
        assertThat(dataSource.acceptsWrites()).isTrue();
        assertThat(dataSource.state().replicas()).allMatch(NodeState::up);
    }

    @Test
    void otherCredentialsReachTheDatabase() throws SQLException {
        ReplicatedDataSource unpooled = build(ReplicatedDataSource.builder()
                .primary("primary", cluster.primary().dataSource())
                .replica("replica-1", cluster.replica(1).dataSource()));
        try (var scope = ReplicationScope.join(get())) {
            try (Connection connection = unpooled.getConnection(
                    cluster.primary().user(), cluster.primary().password())) {
                assertThat(query(connection, "SELECT pg_is_in_recovery()")).isEqualTo("t");
            }
            try (Connection connection =
                    unpooled.getConnection(cluster.primary().user(), "wrong")) {
                assertThatThrownBy(() -> query(connection, "SELECT 1"))
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("28P01");
            }
        }
        assertThat(unpooled.acceptsWrites()).isTrue();
        assertThat(unpooled.state().replicas()).allMatch(NodeState::up);
    }

    @Test
    void anInterruptedThreadSaysNothingAboutTheNode() throws SQLException {
        try (Pools ofOne = new Pools(cluster, config -> config.setMaximumPoolSize(1))) {
            ReplicatedDataSource small = build(ofOne.builder());
            try (Connection holder1 = ofOne.get("replica-1").getConnection();
                    Connection holder2 = ofOne.get("replica-2").getConnection();
                    Connection holder3 = ofOne.get("primary").getConnection();
                    var scope = ReplicationScope.join(get());
                    Connection connection = small.getConnection()) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> query(connection, "SELECT 1")).isInstanceOf(SQLException.class);
                assertThat(holder1.isClosed() || holder2.isClosed() || holder3.isClosed())
                        .isFalse();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(small.acceptsWrites()).isTrue();
            assertThat(small.state().replicas()).allMatch(NodeState::up);
        }
    }

    // ---- Threads and scopes

    @Test
    void aHandleUsedAfterItsUnitEndedCountsAsWithoutScope() throws SQLException {
        Connection connection;
        try (var scope = ReplicationScope.join(get())) {
            connection = dataSource.getConnection();
            assertThat(pools.serving(connection)).startsWith("replica-");
        }
        try (connection) {
            assertThat(pools.serving(connection)).isEqualTo("primary");
        }
        assertReasons(Reason.INFERRED_REPLICA, Reason.NO_SCOPE);
    }

    @Test
    void aTransactionThatOutlivesItsUnitEndsWhereItBegan() throws SQLException {
        Connection connection;
        try (var scope = ReplicationScope.join(get())) {
            connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            query(connection, "SELECT 1");
        }
        try (connection) {
            assertThat(pools.serving(connection)).startsWith("replica-");
            connection.commit();
            assertThat(pools.serving(connection)).isEqualTo("primary");
        }
    }

    @Test
    void aScopeClosedWhileItsHandleIsInUseLeavesTheHandleWithTheOuterOne() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            try (var inner = ReplicationScope.openPrimary()) {
                assertThat(pools.serving(connection)).isEqualTo("primary");
            }
            assertThat(pools.serving(connection)).startsWith("replica-");
        }
    }

    @Test
    void aHandlePassedToAnotherThreadStaysWithItsUnit() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            String here = pools.serving(connection);
            String there = CompletableFuture.supplyAsync(() -> {
                        try (var foreign = ReplicationScope.join(UnitOfWork.inferring(Target.PRIMARY))) {
                            return pools.serving(connection);
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
            assertThat(there).isEqualTo(here).isEqualTo(unit.replica("default"));
        }
        assertThat(leases).hasSize(1);
    }

    @Test
    void aThreadThatServedOneUnitKeepsNothingOfItForTheNext() throws SQLException {
        UnitOfWork first = get();
        try (var scope = ReplicationScope.join(first);
                Connection connection = dataSource.getConnection()) {
            update(connection, "UPDATE note SET text = text WHERE id = 1");
        }
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            assertThat(pools.serving(connection)).startsWith("replica-");
        }
    }

    @Test
    void aHandleThatLostItsReplicaReadsFromThePrimaryNext() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            String backend = query(connection, "SELECT pg_backend_pid()");
            terminate(unit.replica("default"), backend);
            assertThatThrownBy(() -> query(connection, "SELECT 1")).isInstanceOf(SQLException.class);
            assertThat(unit.marks()).containsExactly(Mark.LOST);
            assertThat(pools.serving(connection)).isEqualTo("primary");
        }
        assertReasons(Reason.INFERRED_REPLICA, Reason.NO_REPLICA_UP);
    }

    @Test
    void aReplicaLostBeforeTheSettingsWereReplayedIsPassedOver() throws SQLException {
        SingleConnectionPool replica =
                new SingleConnectionPool(cluster.replica(1).dataSource(), true);
        ReplicatedDataSource fragile = build(ReplicatedDataSource.builder()
                .primary("primary", pools.get("primary"))
                .replica("replica-1", replica)
                .pollInterval(Duration.ofMinutes(5)));
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = fragile.getConnection()) {
            connection.setSchema("archive");
            PositionTest.await(() -> !replica.isLent());
            replica.failure = new SQLException("gone", "08006");
            replica.failingMethod = "getSchema";
            assertThat(query(connection, "SELECT current_schema()")).isEqualTo("archive");
            assertReasons(Reason.NO_REPLICA_UP);
            assertThat(replica.failingMethod).as("the one that was to fail").isNull();
        } finally {
            PositionTest.await(() -> !replica.isLent());
            replica.close();
        }
    }

    private static void terminate(String node, String backend) throws SQLException {
        try (Connection admin = cluster.node(node).adminDataSource().getConnection()) {
            query(
                    admin,
                    "SELECT pg_terminate_backend(" + backend + ", "
                            + Duration.ofSeconds(5).toMillis() + ")");
        }
    }

    private void assertPinned(Connection connection) throws SQLException {
        int before = leases.size();
        try (var inner = ReplicationScope.openPrimary()) {
            assertThatThrownBy(() -> query(connection, "SELECT 1"))
                    .isInstanceOf(RouteConflictException.class)
                    .hasMessageContaining("pinned");
        }
        assertThat(query(connection, "SELECT pg_is_in_recovery()")).isEqualTo("t");
        assertThat(leases).hasSize(before);
    }

    private static String first(PreparedStatement prepared) throws SQLException {
        try (ResultSet row = prepared.executeQuery()) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
