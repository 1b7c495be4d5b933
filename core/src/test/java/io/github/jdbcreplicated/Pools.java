package io.github.jdbcreplicated;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A real pool for each node of a real cluster. */
public final class Pools implements AutoCloseable {
    private final PostgresCluster cluster;
    private final Map<String, HikariDataSource> pools = new LinkedHashMap<>();
    private final Map<String, String> namesByPort = new LinkedHashMap<>();

    public Pools(PostgresCluster cluster) {
        this(cluster, config -> {});
    }

    public Pools(PostgresCluster cluster, Consumer<HikariConfig> setting) {
        this.cluster = cluster;
        for (PostgresNode node : cluster.nodes()) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(node.jdbcUrl());
            config.setUsername(node.user());
            config.setPassword(node.password());
            config.setMaximumPoolSize(4);
            config.setMinimumIdle(0);
            config.setConnectionTimeout(2_000);
            config.setInitializationFailTimeout(-1);
            config.setPoolName(node.name());
            setting.accept(config);
            pools.put(node.name(), new HikariDataSource(config));
            namesByPort.put(portOf(node), node.name());
        }
    }

    public HikariDataSource get(String node) {
        return java.util.Objects.requireNonNull(pools.get(node), node);
    }

    /** Describes a data source over all nodes. */
    public ReplicatedDataSource.Builder builder() {
        ReplicatedDataSource.Builder builder = ReplicatedDataSource.builder();
        pools.forEach((name, pool) -> {
            if (name.equals("primary")) {
                builder.primary(name, pool, cluster.node(name).dataSource());
            } else {
                builder.replica(name, pool, cluster.node(name).dataSource(), 1);
            }
        });
        return builder;
    }

    /** Asks the server at the other end which node it is. */
    public String serving(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return serving(statement);
        }
    }

    /** As above, with a statement that stays open. */
    public String serving(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT current_setting('port')")) {
            row.next();
            return java.util.Objects.requireNonNull(namesByPort.get(row.getString(1)));
        }
    }

    /** Connections that are not in their pool, over all pools. */
    public int active() {
        return pools.values().stream()
                .mapToInt(pool -> pool.getHikariPoolMXBean().getActiveConnections())
                .sum();
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
    }

    private static String portOf(PostgresNode node) {
        String url = node.directUrl();
        return url.substring(url.lastIndexOf(':') + 1, url.lastIndexOf('/'));
    }
}
