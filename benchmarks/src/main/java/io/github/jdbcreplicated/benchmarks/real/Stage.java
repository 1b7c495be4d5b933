package io.github.jdbcreplicated.benchmarks.real;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A primary and its replicas, on this machine, and the pools that were opened to them. Belongs to one thread. */
public final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = 10_000_000;

    private final PostgresCluster cluster;
    private final List<AutoCloseable> opened = new ArrayList<>();

    private Stage(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    /** Starts them. */
    public static Stage start(int replicas, Map<String, String> settings) {
        var builder = PostgresCluster.builder().replicas(replicas).setting("max_connections", "300");
        settings.forEach(builder::setting);
        return new Stage(builder.start());
    }

    /** The servers themselves. */
    public PostgresCluster cluster() {
        return cluster;
    }

    /** Runs statements on the primary, and waits until every replica has what they changed. */
    public void prepare(String... statements) throws SQLException {
        try (Connection connection = cluster.primary().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
        cluster.awaitCaughtUp(PATIENCE);
    }

    /** A pool straight to a node, with its connections open. */
    public HikariDataSource pool(PostgresNode node, int size) {
        return pool(node, node.directUrl(), size);
    }

    /** As {@link #pool}, through the node's network, where what passes is counted. */
    public HikariDataSource countedPool(PostgresNode node, int size) {
        return pool(node, node.jdbcUrl(), size);
    }

    /** Connections of its own for each question to the node, past every pool. */
    public DataSource probe(PostgresNode node) {
        PGSimpleDataSource probe = new PGSimpleDataSource();
        probe.setURL(node.directUrl());
        probe.setUser(node.user());
        probe.setPassword(node.password());
        return probe;
    }

    /** Has something closed before the servers end, what was opened last first. */
    public <T extends AutoCloseable> T owned(T resource) {
        opened.add(0, resource);
        return resource;
    }

    /** Closes what was opened, and ends the servers. */
    @Override
    public void close() throws Exception {
        try {
            for (AutoCloseable each : opened) {
                each.close();
            }
        } finally {
            cluster.close();
        }
    }

    /** A pool to a node by a URL with parameters. */
    public HikariDataSource pool(PostgresNode node, String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(node.name());
        config.setJdbcUrl(url);
        config.setUsername(node.user());
        config.setPassword(node.password());
        config.setMaximumPoolSize(size);
        HikariDataSource pool = owned(new HikariDataSource(config));
        awaitFull(pool, size);
        return pool;
    }

    /** Opening connections is not what is measured. */
    private static void awaitFull(HikariDataSource pool, int size) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (pool.getHikariPoolMXBean().getTotalConnections() < size && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
