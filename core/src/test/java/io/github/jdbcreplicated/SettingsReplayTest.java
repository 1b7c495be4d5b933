package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** What an application sets on a handle holds on every node, all of it or none, and is gone when a lease goes back. */
class SettingsReplayTest extends HandleTest {
    private SingleConnectionPool primary;
    private SingleConnectionPool replica;

    @AfterEach
    void noConnectionIsLent() throws SQLException {
        if (primary != null) {
            assertThat(primary.isLent()).isFalse();
            assertThat(replica.isLent()).isFalse();
            primary.close();
            replica.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasSetBeforeTheRouteWasKnownHoldsOnTheNode(boolean autoCommitOfThePools) throws SQLException {
        poolsThatResetNothing(autoCommitOfThePools);
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            setEverything(connection);
            assertThat(leases).isEmpty();
            assertThat(query(connection, "SELECT current_schema()")).isEqualTo("archive");
            assertThat(query(connection, "SHOW application_name")).isEqualTo("replay");
            assertThat(query(connection, "SHOW transaction_isolation")).isEqualTo("repeatable read");
            assertThat(connection.unwrap(PGConnection.class)).isNotNull();
            Connection physical = connection.unwrap(org.postgresql.jdbc.PgConnection.class);
            assertThat(physical.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
            assertThat(physical.isReadOnly()).isTrue();
            assertThat(physical.getNetworkTimeout()).isEqualTo(7_000);
            assertThat(physical.getTypeMap()).containsKey("note");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionGoesBackAsItCame(boolean autoCommitOfThePools) throws SQLException {
        poolsThatResetNothing(autoCommitOfThePools);
        Map<String, Object> before = stateOf(replica.physical());
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            setEverything(connection);
            connection.setAutoCommit(!autoCommitOfThePools);
            query(connection, "SELECT 1");
        }
        assertThat(leases).extracting(Route::node).containsExactly("replica-1");
        assertThat(stateOf(replica.physical())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatSettingsWereChangedOnGoesBackAsItCame(boolean autoCommitOfThePools) throws SQLException {
        poolsThatResetNothing(autoCommitOfThePools);
        Map<String, Object> before = stateOf(primary.physical());
        try (Connection connection = dataSource.getConnection()) {
            query(connection, "SELECT 1");
            if (!autoCommitOfThePools) {
                connection.commit();
            }
            setEverything(connection);
            if (!autoCommitOfThePools) {
                connection.commit();
            }
            query(connection, "SELECT 1");
            if (!autoCommitOfThePools) {
                connection.commit();
            }
        }
        assertThat(stateOf(primary.physical())).isEqualTo(before);
    }

    @Test
    void aConnectionOnWhichSettingsAndATransactionWereLeftOpenGoesBackAsItCame() throws SQLException {
        poolsThatResetNothing(true);
        Map<String, Object> before = stateOf(primary.physical());
        try (Connection connection = dataSource.getConnection()) {
            connection.setSchema("archive");
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            query(connection, "SELECT 1");
        }
        assertThat(primary.calls).doesNotContain("abort");
        assertThat(stateOf(primary.physical())).isEqualTo(before);
    }

    @Test
    void settingsOutliveTheRollbackOfTheFirstTransaction() throws SQLException {
        poolsThatResetNothing(false);
        try (Connection connection = dataSource.getConnection()) {
            connection.setSchema("archive");
            query(connection, "SELECT 1");
            connection.rollback();
            assertThat(query(connection, "SELECT current_schema()")).isEqualTo("archive");
        }
    }

    @Test
    void noTransactionIsLeftOpenByAQuestionBetweenTransactions() throws SQLException {
        poolsThatResetNothing(false);
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            query(connection, "SELECT 1");
            connection.commit();
            connection.getMetaData().getSchemas().close();
        }
        assertThat(primary.calls).doesNotContain("abort");
        assertThat(transactionStateOf(primary)).isEqualTo("IDLE");
    }

    @Test
    void noTransactionIsLeftOpenByAQuestionBeforeTheRouteIsKnown() throws SQLException {
        poolsThatResetNothing(false);
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            assertThat(connection.getSchema()).isEqualTo("public");
            connection.getMetaData().getSchemas().close();
        }
        assertThat(leases).isEmpty();
        assertThat(transactionStateOf(replica)).isEqualTo("IDLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"setHoldability", "setSchema", "setReadOnly", "setTransactionIsolation", "setClientInfo"})
    void aConnectionWhoseReplayFailsIsNotHandedOutAndGoesBackAsItCame(String failing) throws SQLException {
        poolsThatResetNothing(true);
        Map<String, Object> before = stateOf(replica.physical());
        replica.failingMethod = failing;
        replica.failure = failing.equals("setClientInfo")
                ? new SQLClientInfoException("refused", "0A000", Map.of())
                : new SQLException("refused", "0A000");
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            setEverything(connection);
            assertThatThrownBy(() -> query(connection, "SELECT 1")).isSameAs(replica.failure);
            assertThat(replica.isLent()).isFalse();
            assertThat(stateOf(replica.physical())).isEqualTo(before);
            assertThat(query(connection, "SELECT current_schema()")).isEqualTo("archive");
        }
        assertThat(stateOf(replica.physical())).isEqualTo(before);
    }

    @Test
    void aConnectionThatDoesNotSayHowItComesGoesBack() throws SQLException {
        primary = new SingleConnectionPool(cluster.primary().dataSource(), true);
        replica = new SingleConnectionPool(cluster.replica(1).dataSource(), true);
        primary.failure = new SQLException("refused", "0A000");
        primary.failingMethod = "getTransactionIsolation";
        dataSource = build(ReplicatedDataSource.builder()
                .primary("primary", primary, cluster.primary().dataSource()));
        primary.failingMethod = "getTransactionIsolation";
        try (Connection connection = dataSource.getConnection()) {
            assertThatThrownBy(() -> query(connection, "SELECT 1")).isSameAs(primary.failure);
            assertThat(primary.isLent()).isFalse();
            assertThat(query(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aConnectionThatCannotBePutBackAfterAFailedReplayIsEnded() throws SQLException {
        poolsThatResetNothing(true);
        SQLException refused = new SQLException("refused", "0A000");
        int endedBackend = backendOf(replica.physical());
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setSchema("archive");
            connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
            replica.failure = refused;
            replica.failingMethod = "setHoldability";
            replica.afterFailure = "setSchema";
            assertThatThrownBy(() -> query(connection, "SELECT 1")).isSameAs(refused);
        }
        assertThat(backendOf(replica.physical())).isNotEqualTo(endedBackend);
    }

    @Test
    void aConnectionThatCannotBePutBackIsEndedAndCloseDoesNotFailForIt() throws SQLException {
        poolsThatResetNothing(true);
        int endedBackend = backendOf(replica.physical());
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setSchema("archive");
            query(connection, "SELECT 1");
            replica.failure = new SQLException("refused", "0A000");
            replica.failingMethod = "setSchema";
        }
        assertThat(backendOf(replica.physical())).isNotEqualTo(endedBackend);
    }

    @Test
    void aConnectionOfARealPoolThatCannotBePutBackIsEndedAndCloseDoesNotFailForIt() throws SQLException {
        String ended;
        try (Connection connection = dataSource.getConnection()) {
            ended = query(connection, "SELECT pg_backend_pid()");
            connection.setReadOnly(true);
            update(connection, "BEGIN");
            assertThatThrownBy(() -> query(connection, "SELECT 1 / 0")).isInstanceOf(SQLException.class);
        }
        try (Connection next = dataSource.getConnection()) {
            assertThat(query(next, "SELECT pg_backend_pid()")).isNotEqualTo(ended);
        }
    }

    @Test
    void aReplicasReadOnlyPoolIsNeverTurnedIntoAWriters() throws SQLException {
        poolsThatResetNothing(true);
        replica.physical().setReadOnly(true);
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(false);
            query(connection, "SELECT 1");
            connection.setReadOnly(true);
            connection.setReadOnly(false);
            query(connection, "SELECT 1");
            assertThat(connection.isReadOnly()).isFalse();
        }
        assertThat(replica.calls).doesNotContain("setReadOnly");
        assertThat(replica.physical().isReadOnly()).isTrue();
    }

    @Test
    void settingsFollowTheHandleToThePrimary() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setSchema("archive");
            connection.setClientInfo("ApplicationName", "mover");
            assertThat(query(connection, "SELECT current_schema()")).isEqualTo("archive");
            update(connection, "UPDATE public.note SET text = text WHERE id = 1");
            assertThat(query(connection, "SELECT current_schema() || ' ' || pg_is_in_recovery()"))
                    .isEqualTo("archive false");
            assertThat(query(connection, "SHOW application_name")).isEqualTo("mover");
        }
    }

    @Test
    void settingOneClientInfoLeavesTheOthersAsThePoolHasThem() throws SQLException {
        poolsThatResetNothing(true);
        primary.physical().setClientInfo("ApplicationName", "the pool's");
        try (Connection connection = dataSource.getConnection()) {
            query(connection, "SELECT 1");
            connection.setClientInfo("ClientUser", "somebody");
            assertThat(query(connection, "SHOW application_name")).isEqualTo("the pool's");
            assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("the pool's");
            connection.setClientInfo("ApplicationName", null);
            assertThat(query(connection, "SHOW application_name")).isEmpty();
        }
    }

    @Test
    void whatIsDoneToThePropertiesAfterwardsChangesNothing() throws SQLException {
        Properties info = new Properties();
        info.setProperty("ApplicationName", "as it was set");
        try (Connection connection = dataSource.getConnection()) {
            connection.setClientInfo(info);
            info.setProperty("ApplicationName", "changed later");
            assertThat(query(connection, "SHOW application_name")).isEqualTo("as it was set");
        }
    }

    private void poolsThatResetNothing(boolean autoCommit) {
        primary = new SingleConnectionPool(cluster.primary().dataSource(), autoCommit);
        replica = new SingleConnectionPool(cluster.replica(1).dataSource(), autoCommit);
        dataSource =
                build(ReplicatedDataSource.builder().primary("primary", primary).replica("replica-1", replica));
        primary.calls.clear();
        replica.calls.clear();
    }

    private static void setEverything(Connection connection) throws SQLException {
        connection.setClientInfo("ApplicationName", "replay");
        connection.setNetworkTimeout(Runnable::run, 7_000);
        connection.setTypeMap(new HashMap<>(Map.of("note", String.class)));
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        connection.setReadOnly(true);
        connection.setSchema("archive");
    }

    private static Map<String, Object> stateOf(Connection physical) throws SQLException {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("transaction", transactionStateOf(physical));
        state.put("auto-commit", physical.getAutoCommit());
        state.put("read-only", physical.isReadOnly());
        state.put("isolation", physical.getTransactionIsolation());
        state.put("catalog", physical.getCatalog());
        state.put("holdability", physical.getHoldability());
        state.put("network timeout", physical.getNetworkTimeout());
        state.put("client info", physical.getClientInfo());
        state.put("type map", Map.copyOf(physical.getTypeMap()));
        state.put("schema", physical.getSchema());
        if (!physical.getAutoCommit()) {
            physical.rollback();
        }
        state.put("schema after a rollback", query(physical, "SELECT current_schema()"));
        if (!physical.getAutoCommit()) {
            physical.rollback();
        }
        return state;
    }

    private static String transactionStateOf(SingleConnectionPool pool) throws SQLException {
        return transactionStateOf(pool.physical());
    }

    private static String transactionStateOf(Connection physical) throws SQLException {
        return physical.unwrap(org.postgresql.jdbc.PgConnection.class)
                .getTransactionState()
                .toString();
    }

    private static int backendOf(Connection physical) throws SQLException {
        return physical.unwrap(PGConnection.class).getBackendPID();
    }
}
