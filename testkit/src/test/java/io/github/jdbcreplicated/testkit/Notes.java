package io.github.jdbcreplicated.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** A table with one text per row, as the application would use it. */
final class Notes {

    static final Duration SOON = Duration.ofSeconds(10);

    private Notes() {}

    /** An empty table that every replica has. */
    static void create(PostgresCluster cluster) throws SQLException {
        run(cluster.primary().dataSource(), "drop table if exists note", "create table note (text varchar not null)");
        cluster.awaitCaughtUp(SOON);
    }

    static void write(PostgresNode node, String text) throws SQLException {
        run(node.dataSource(), "insert into note values ('" + text + "')");
    }

    static int count(PostgresNode node, String text) throws SQLException {
        return Integer.parseInt(ask(node.dataSource(), "select count(*) from note where text = '" + text + "'"));
    }

    static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String ask(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
