package io.github.jdbcreplicated.boot.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the two pools of a node can do, before and after a real promotion. */
@PostgresClusterTest(replicas = 1)
class PoolPerRoleTest {
    private static final String INSERT = "insert into note values ('from a pool')";
    private static final String ALIVE_BYPASS = "com.zaxxer.hikari.aliveBypassWindowMs";

    private final PostgresCluster cluster;
    private final List<HikariDataSource> opened = new ArrayList<>();

    PoolPerRoleTest(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void table() {
        new JdbcTemplate(cluster.primary().dataSource()).execute("create table if not exists note (text text)");
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
    }

    @AfterEach
    void end() {
        opened.forEach(HikariDataSource::close);
        cluster.heal();
    }

    @Test
    void connectionOpenedToReadNeverWrites() throws SQLException {
        HikariDataSource reading = readingPool();
        try (Connection before = reading.getConnection()) {
            cluster.replica(1).promote();
            assertRefused(before);
            try (Connection after = reading.getConnection()) {
                assertRefused(after);
            }
        }
        assertThat(notes(cluster.replica(1))).isZero();
    }

    @Test
    void writingPoolWritesAfterThePromotion() {
        HikariDataSource writing = writingPool();
        cluster.replica(1).promote();
        new JdbcTemplate(writing).update(INSERT);
        assertThat(notes(cluster.replica(1))).isOne();
    }

    @Test
    void writingPoolThatIsAskedTooEarlyIsRefusedByTheReplicaItself() {
        assertThatThrownBy(() -> new JdbcTemplate(writingPool()).update(INSERT))
                .hasRootCauseInstanceOf(SQLException.class)
                .hasStackTraceContaining("read-only transaction");
    }

    @Test
    void nothingIsOpenedBeforeThePoolIsUsed() {
        HikariDataSource writing = writingPool();
        HikariDataSource reading = primarysReadingPool();
        assertThat(List.of(writing, reading)).allSatisfy(pool -> {
            assertThat(pool.getHikariPoolMXBean()).isNull();
            assertThat(threadsOf(pool)).isEmpty();
        });
        assertThat(new JdbcTemplate(writing).queryForObject("select 1", Integer.class))
                .isOne();
        assertThat(threadsOf(writing)).isNotEmpty();
    }

    @Test
    void formerPrimaryIsReadButNotWrittenWithItsReadingPool() throws SQLException {
        try (Connection connection = primarysReadingPool().getConnection()) {
            assertRefused(connection);
        }
        HikariDataSource reading = primarysReadingPool();
        cluster.replica(1).promote();
        cluster.primary().follow(cluster.replica(1));
        assertThat(new JdbcTemplate(reading).queryForObject("select pg_is_in_recovery()", Boolean.class))
                .isTrue();
    }

    /** All idle connections have to be tried, and a pool that is asked often has many. */
    @Test
    void frozenReplicaHoldsNoCallerForThePoolsOwnHalfMinute() throws SQLException {
        System.setProperty(ALIVE_BYPASS, "0");
        try {
            HikariDataSource reading = readingPool();
            useAll(reading);
            cluster.replica(1).freeze();
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                assertThatThrownBy(reading::getConnection).isInstanceOf(SQLTransientConnectionException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            }
        } finally {
            System.clearProperty(ALIVE_BYPASS);
        }
    }

    @Test
    void closingDoesNotWaitForAFrozenServer() throws SQLException {
        HikariDataSource reading = readingPool();
        useAll(reading);
        cluster.replica(1).freeze();
        long start = System.nanoTime();
        reading.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void otherPoolsKeepTheirLoginTimeout() {
        int before = DriverManager.getLoginTimeout();
        DriverManager.setLoginTimeout(17);
        try {
            new JdbcTemplate(primarysReadingPool()).queryForObject("select 1", Integer.class);
            readingPool();
            assertThat(DriverManager.getLoginTimeout()).isEqualTo(17);
        } finally {
            DriverManager.setLoginTimeout(before);
        }
    }

    private static void assertRefused(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        assertRefusedNow(connection);
        connection.setAutoCommit(false);
        assertRefusedNow(connection);
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private static void assertRefusedNow(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate(INSERT))
                    .asInstanceOf(type(SQLException.class))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("25006");
        }
    }

    private static void useAll(HikariDataSource pool) throws SQLException {
        List<Connection> held = new ArrayList<>();
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            held.add(pool.getConnection());
        }
        for (Connection connection : held) {
            connection.close();
        }
    }

    private static List<String> threadsOf(HikariDataSource pool) {
        String name = Objects.requireNonNull(pool.getPoolName());
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.startsWith(name))
                .toList();
    }

    private static int notes(PostgresNode node) {
        DataSource direct = node.dataSource();
        return Objects.requireNonNull(
                new JdbcTemplate(direct).queryForObject("select count(*) from note", Integer.class));
    }

    private HikariDataSource readingPool() {
        return remembered(ReadingPool.started(replica(), application(), shared(), "r1"));
    }

    private HikariDataSource writingPool() {
        return remembered(WritingPool.of(replica(), application(), shared(), "r1-writing"));
    }

    private HikariDataSource primarysReadingPool() {
        return remembered(ReadingPool.ofPrimary("primary", application(), shared(), "p-reading"));
    }

    private HikariDataSource remembered(HikariDataSource pool) {
        opened.add(pool);
        return pool;
    }

    private ReplicaSettings replica() {
        return ReplicaSettings.at(cluster.replica(1).jdbcUrl(), "replica-1", "replicated.replicas[0]");
    }

    private HikariConfig application() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(cluster.primary().jdbcUrl());
        config.setUsername(cluster.primary().user());
        config.setPassword(cluster.primary().password());
        return config;
    }

    private static PoolSettings shared() {
        return new PoolSettings("replicated.hikari", Map.of());
    }
}
