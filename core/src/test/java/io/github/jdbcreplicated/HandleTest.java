package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Handles over the pools of a primary and two replicas; after each test, every connection is back in its pool. */
@PostgresClusterTest(replicas = 2)
abstract class HandleTest {
    static PostgresCluster cluster;
    static Pools pools;

    /** Every lease since the test began, in order. */
    final List<Route> leases = new CopyOnWriteArrayList<>();

    /** Every lease that went back since the test began, in order. */
    final List<Route> returned = new CopyOnWriteArrayList<>();

    private final List<ReplicatedDataSource> opened = new CopyOnWriteArrayList<>();

    ReplicatedDataSource dataSource;

    @BeforeAll
    static void aTableThatEveryNodeHas(PostgresCluster running) throws SQLException {
        cluster = running;
        if (pools == null) {
            pools = new Pools(running);
        }
        try (Connection connection = pools.get("primary").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS note");
            statement.execute("CREATE TABLE note (id serial PRIMARY KEY, text varchar(100))");
            statement.execute("INSERT INTO note (text) VALUES ('first'), ('second'), ('third')");
            statement.execute("CREATE SCHEMA IF NOT EXISTS archive");
        }
        running.awaitCaughtUp(Duration.ofSeconds(10));
    }

    @AfterAll
    static void noPoolIsLeft() {
        pools.close();
        pools = null;
    }

    @BeforeEach
    void freshDataSource() {
        dataSource = build(pools.builder());
    }

    @AfterEach
    void everyConnectionIsBackInItsPool() {
        opened.forEach(ReplicatedDataSource::close);
        assertThat(pools.active())
                .as("connections that are not back in their pool")
                .isZero();
        assertThat(returned).as("leases that went back").containsExactlyInAnyOrderElementsOf(leases);
        assertThat(ReplicationScope.current()).isNull();
    }

    final ReplicatedDataSource build(ReplicatedDataSource.Builder builder) {
        ReplicatedDataSource built = builder.listener(new RoutingListener() {
                    @Override
                    public void leased(Route route) {
                        leases.add(route);
                    }

                    @Override
                    public void released(Route route) {
                        returned.add(route);
                    }
                })
                .build();
        opened.add(built);
        return built;
    }

    /** A unit of work like that of a GET request. */
    static UnitOfWork get() {
        return UnitOfWork.inferring(Target.REPLICA);
    }

    static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return String.valueOf(row.getString(1));
        }
    }

    static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    final void assertReasons(Reason... reasons) {
        assertThat(leases).extracting(Route::reason).containsExactly(reasons);
    }
}
