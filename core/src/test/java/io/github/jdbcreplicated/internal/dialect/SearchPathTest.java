package io.github.jdbcreplicated.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whatever a schema on the search path calls its own, the server itself answers. */
@PostgresClusterTest(replicas = 2)
class SearchPathTest {

    @Test
    void namesOnTheSearchPathDoNotAnswer(PostgresCluster cluster) throws SQLException {
        try (Connection admin = cluster.primary().adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE SCHEMA deceit");
            statement.execute("CREATE FUNCTION deceit.pick(int, int) RETURNS int LANGUAGE sql AS 'SELECT 99'");
            statement.execute("CREATE AGGREGATE deceit.max(int) (SFUNC = deceit.pick, STYPE = int, INITCOND = '99')");
            statement.execute(
                    "CREATE FUNCTION deceit.times(float8, int) RETURNS float8 LANGUAGE sql AS 'SELECT 7.0::float8'");
            statement.execute("CREATE OPERATOR deceit.* (FUNCTION = deceit.times, LEFTARG = float8, RIGHTARG = int)");
            statement.execute("CREATE DOMAIN deceit.text AS varchar CHECK (VALUE = 'nothing')");
            statement.execute("CREATE DOMAIN deceit.bigint AS int CHECK (VALUE < 0)");
        }
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        try (Connection plain = cluster.replica(1).adminDataSource().getConnection();
                Connection deceived = cluster.replica(1).adminDataSource().getConnection()) {
            try (Statement statement = deceived.createStatement()) {
                statement.execute("SET search_path TO deceit, pg_catalog");
            }
            assertThat(observe(deceived).run()).isEqualTo(observe(plain).run());
            assertThat(Dialect.POSTGRESQL.identify(deceived)).isEqualTo(Dialect.POSTGRESQL.identify(plain));
        }
    }

    private static Observation observe(Connection connection) throws SQLException {
        return Objects.requireNonNull(Dialect.POSTGRESQL.questions(connection)).observe(0, true);
    }
}
