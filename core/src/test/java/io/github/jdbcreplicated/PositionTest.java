package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.ConsistencyToken.Doubt;
import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Clients with tokens over real replication: how a POST and the GET after it use the library. */
abstract class PositionTest extends HandleTest {
    static String system;

    final PostgresNode first = cluster.replica(1);
    final PostgresNode second = cluster.replica(2);

    /** Every doubt since the test began, in order. */
    final List<Doubt> doubts = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void theDatabasesIdentity() throws SQLException {
        try (Connection connection = cluster.primary().dataSource().getConnection()) {
            system = query(connection, "SELECT system_identifier FROM pg_control_system()");
        }
    }

    @BeforeEach
    void aDataSourceThatTellsItsDoubts() {
        open(builder());
    }

    final ReplicatedDataSource.Builder builder() {
        return pools.builder();
    }

    final void open(ReplicatedDataSource.Builder builder) {
        dataSource = build(builder.listener(new RoutingListener() {
            @Override
            public void tokenDoubted(String name, Doubt doubt) {
                doubts.add(doubt);
            }
        }));
    }

    final void pauseReplicas() {
        first.pauseReplay();
        second.pauseReplay();
    }

    /** Does work as a POST would and answers what its response carries; null for no token. */
    final @Nullable ConsistencyToken afterPost(SqlWork work) throws SQLException {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            work.on(connection);
        }
        return unit.advancedToken();
    }

    /** Writes as a POST would and answers what its response carries. */
    final ConsistencyToken post(String sql) throws SQLException {
        return Objects.requireNonNull(afterPost(connection -> update(connection, sql)), "token of a unit that wrote");
    }

    /** A unit of work like that of a GET request with this token. */
    static UnitOfWork get(ConsistencyToken token) {
        UnitOfWork unit = get();
        unit.continueFrom(token);
        return unit;
    }

    /** Reads as a GET with that token would. */
    final String get(ConsistencyToken token, String sql) throws SQLException {
        return readIn(get(token), sql);
    }

    final String readIn(UnitOfWork unit, String sql) throws SQLException {
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            return query(connection, sql);
        }
    }

    final @Nullable Position positionIn(ConsistencyToken token) {
        return token.position("default", system);
    }

    /** Waits for something that is bound to happen. */
    static void await(Condition condition) throws SQLException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime() - deadline)
                    .as("nanoseconds beyond the deadline")
                    .isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }

    final Reason lastReason() {
        return leases.get(leases.size() - 1).reason();
    }

    static Duration took(SqlAction action) throws SQLException {
        long before = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - before);
    }

    static void assertUnknown(@Nullable Position position) {
        assertThat(position).isEqualTo(Position.UNKNOWN);
    }

    @FunctionalInterface
    interface Condition {
        boolean holds() throws SQLException;
    }

    @FunctionalInterface
    interface SqlWork {
        void on(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    interface SqlAction {
        void run() throws SQLException;
    }
}
