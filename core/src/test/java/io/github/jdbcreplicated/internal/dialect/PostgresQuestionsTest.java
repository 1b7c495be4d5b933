package io.github.jdbcreplicated.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A primary is asked for less than a replica, and whoever answers says which of them it is. */
@PostgresClusterTest(replicas = 2)
class PostgresQuestionsTest {
    /** From then on pgjdbc has the server keep the statement. */
    private static final int OFTEN = 10;

    @Test
    void aPrimaryIsNotAskedForItsReceiver(PostgresCluster cluster) throws SQLException {
        assertThat(keptAfterMany(cluster.primary())).isNotEmpty().noneMatch(PostgresQuestionsTest::isOfReplica);
        assertThat(keptAfterMany(cluster.replica(1))).anyMatch(PostgresQuestionsTest::isOfReplica);
    }

    @Test
    void aReplicaThatIsPromotedAnswersAsPrimaryOverTheSameConnection(PostgresCluster cluster) throws SQLException {
        PostgresNode promoted = cluster.replica(1);
        try (Connection connection = promoted.adminDataSource().getConnection()) {
            Questions questions = questions(connection);
            Observation before = questions.observe(1, false);
            promoted.promote();
            Observation after = questions.observe(2, false);
            assertThat(before.inRecovery()).isTrue();
            assertThat(after.inRecovery()).isFalse();
            assertThat(after.run().timeline()).isEqualTo(before.run().timeline() + 1);
            assertThat(after.position().timeline()).isEqualTo(after.run().timeline());
            assertThat(keptAfterMany(connection, questions)).isNotEmpty().noneMatch(PostgresQuestionsTest::isOfReplica);
        }
    }

    @Test
    void aConnectionThatAProxyMovesToAReplicaAnswersAsAReplica(PostgresCluster cluster) throws SQLException {
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        AtomicBoolean moved = new AtomicBoolean();
        try (Connection primary = cluster.primary().adminDataSource().getConnection();
                Connection replica = cluster.replica(1).adminDataSource().getConnection()) {
            Questions questions = questions(moving(primary, replica, moved));
            assertThat(questions.observe(1, false).inRecovery()).isFalse();
            moved.set(true);
            Observation after = questions.observe(2, false);
            assertThat(after.inRecovery()).isTrue();
            assertThat(after.run().timeline()).isEqualTo(1);
            assertThat(after.position().isKnown()).isTrue();
        }
    }

    private static boolean isOfReplica(String sql) {
        return sql.contains("pg_stat_wal_receiver");
    }

    private static List<String> keptAfterMany(PostgresNode node) throws SQLException {
        try (Connection connection = node.adminDataSource().getConnection()) {
            return keptAfterMany(connection, questions(connection));
        }
    }

    /** The statements that the server keeps of a connection over which it was asked often. */
    private static List<String> keptAfterMany(Connection connection, Questions questions) throws SQLException {
        for (int i = 0; i < OFTEN; i++) {
            questions.observe(i, false);
        }
        List<String> kept = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT statement FROM pg_prepared_statements")) {
            while (row.next()) {
                kept.add(row.getString(1));
            }
        }
        return kept;
    }

    private static Questions questions(Connection connection) throws SQLException {
        return Objects.requireNonNull(Dialect.POSTGRESQL.questions(connection));
    }

    /** A connection to one server whose prepared statements run on another once it has moved there. */
    private static Connection moving(Connection from, Connection to, AtomicBoolean moved) {
        return proxy(Connection.class, (method, arguments) -> {
            if (!method.getName().equals("prepareStatement")) {
                return method.invoke(from, arguments);
            }
            Object before = method.invoke(from, arguments);
            Object after = method.invoke(to, arguments);
            return proxy(PreparedStatement.class, (call, values) -> call.invoke(moved.get() ? after : before, values));
        });
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    try {
                        return call.of(method, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private interface Call {
        Object of(Method method, Object[] arguments) throws ReflectiveOperationException;
    }
}
