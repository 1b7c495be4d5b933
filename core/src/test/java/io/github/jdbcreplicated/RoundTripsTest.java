package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.testkit.network.Traffic;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * That a read goes to the server and back as often as on the bare pool, also where a replica has to have what its client
 * wrote. Counted on the wire: what a machine can do in a round trip does not matter.
 */
class RoundTripsTest extends PositionTest {
    private ConsistencyToken token;

    /** Polls are counted too, so there are none. */
    @BeforeEach
    void aClientThatWroteWhatBothReplicasHave() throws SQLException {
        open(builder().pollInterval(Duration.ofMinutes(5)).maxWait(Duration.ofSeconds(5)));
        token = post("UPDATE note SET text = 'counted' WHERE id = 1");
        get(token, "SELECT 1");
    }

    @Test
    void aPointReadCostsNoMoreThanOnTheBarePool() throws SQLException {
        assertAsManyAsOnTheBarePool(RoundTripsTest::read);
    }

    @Test
    void aReadOnlyTransactionCostsNoMoreThanOnTheBarePool() throws SQLException {
        assertAsManyAsOnTheBarePool(RoundTripsTest::readTwiceInTransaction);
    }

    private void assertAsManyAsOnTheBarePool(SqlWork work) throws SQLException {
        long ours = roundTrips(() -> onReplica(work));
        assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
        assertThat(ours).isPositive().isEqualTo(roundTrips(() -> onBarePool(work)));
    }

    private void onReplica(SqlWork work) throws SQLException {
        try (var scope = ReplicationScope.join(get(token));
                Connection connection = dataSource.getConnection()) {
            work.on(connection);
        }
    }

    private void onBarePool(SqlWork work) throws SQLException {
        HikariDataSource pool = pools.get("replica-1");
        try (Connection connection = pool.getConnection()) {
            work.on(connection);
        }
    }

    private static void read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT text FROM note WHERE id = ?")) {
            statement.setLong(1, 1);
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("counted");
            }
        }
    }

    /** In the order of Spring's transaction manager. */
    private static void readTwiceInTransaction(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        read(connection);
        read(connection);
        connection.commit();
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
    }

    /** The least of some tries: a new connection is asked once whom it leads to, and pools fill up as they like. */
    private static long roundTrips(SqlAction action) throws SQLException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            List<Traffic> before = traffic();
            action.run();
            List<Traffic> after = traffic();
            long now = IntStream.range(0, before.size())
                    .mapToLong(node -> after.get(node).since(before.get(node)).roundTrips())
                    .sum();
            least = Math.min(least, now);
        }
        return least;
    }

    private static List<Traffic> traffic() {
        return cluster.nodes().stream().map(node -> node.network().traffic()).toList();
    }
}
