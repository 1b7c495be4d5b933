package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.Lsn;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.internal.server.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** A cluster with rows for some clients, caught up and with nothing left to be written before the scene begins. */
final class Stage {

    /** The row that every write counts up. */
    static final String COUNTER = "all commits";

    static final Duration SOON = Duration.ofSeconds(10);

    private final PostgresCluster cluster;
    private final Servers servers;

    Stage(PostgresCluster cluster) {
        this.cluster = cluster;
        this.servers = new Servers(cluster.primary(), cluster.replicas());
    }

    Servers servers() {
        return servers;
    }

    PostgresCluster cluster() {
        return cluster;
    }

    PostgresNode primary() {
        return servers.primary();
    }

    PostgresNode replica() {
        return cluster.replica(1);
    }

    /** Leaves the routers one replica, where a second one adds nothing to the scene. */
    void withOneReplica() {
        servers.are(cluster.primary(), List.of(cluster.replica(1)));
    }

    /** The replicas' control files name a timeline only from a checkpoint of their own on. */
    void set(List<Client> clients) throws SQLException {
        run(primary().dataSource(), "drop table if exists kv", "create table kv (k text primary key, ver bigint)");
        run(primary().dataSource(), "insert into kv values ('" + COUNTER + "', 1)");
        for (Client client : clients) {
            run(primary().dataSource(), "insert into kv values ('" + client.key() + "', 1)");
        }
        run(primary().adminDataSource(), "checkpoint");
        cluster.awaitCaughtUp(SOON);
        for (PostgresNode replica : cluster.replicas()) {
            run(replica.adminDataSource(), "checkpoint");
        }
    }

    void awaitReplayed(PostgresNode replica) {
        replica.awaitReplayed(primary().writePosition(), SOON);
    }

    /** Waits until the replica has got everything and holds a commit back. */
    void awaitHeldBack(PostgresNode replica) {
        Lsn written = primary().writePosition();
        Await.until(
                replica.name() + " to hold a commit back",
                SOON,
                () -> "received " + replica.receivePosition() + " of " + written,
                () -> replica.receivePosition().covers(written)
                        && ask(
                                replica.adminDataSource(),
                                "select exists (select from pg_stat_activity where backend_type = 'startup'"
                                        + " and wait_event = 'RecoveryApplyDelay')"));
    }

    void fillLog() throws SQLException {
        run(primary().adminDataSource(), "select pg_logical_emit_message(true, '', repeat('w', 1000000))");
    }

    private static boolean ask(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Router.ask(connection, query).equals("t");
        }
    }

    static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
