package io.github.jdbcreplicated.testkit.internal.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One conversation with a server as superuser, past the network faults.
 *
 * <p>Bounded: a frozen server ends it with an exception after some seconds. Belongs to the thread that opened it.
 */
public final class AdminSession implements AutoCloseable {

    /** More than any answer takes that is not a fault. */
    private static final int SECONDS = 40;

    private final String server;
    private static final String CONFLICT_WITH_RECOVERY = "40001";
    private static final int TIMES = 5;

    private final Connection connection;

    private AdminSession(String server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    /** Connects; {@code server} is its name in messages. */
    public static AdminSession open(String server, int port, String database, Credentials superuser) {
        try {
            return new AdminSession(
                    server, dataSource(port, database, superuser).getConnection());
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "The test kit could not connect to " + server + ": " + failure.getMessage(), failure);
        }
    }

    /** Opens unpooled connections straight to a server, past the network faults. */
    public static PGSimpleDataSource dataSource(int port, String database, Credentials superuser) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(superuser.user());
        source.setPassword(superuser.password());
        source.setSslMode("disable");
        source.setConnectTimeout(5);
        source.setLoginTimeout(5);
        source.setSocketTimeout(SECONDS);
        return source;
    }

    /** Runs statements one after the other, each in its own transaction. */
    public void run(String... statements) {
        for (String statement : statements) {
            attempt(statement, running -> running.execute(statement));
        }
    }

    /** The first column of the first row as text; empty if there is no row or it is null. */
    public String ask(String query) {
        return attempt(query, running -> {
            try (ResultSet rows = running.executeQuery(query)) {
                String value = rows.next() ? rows.getString(1) : null;
                return value == null ? "" : value;
            }
        });
    }

    /** Whether the first column of the first row is true. */
    public boolean isTrue(String query) {
        return ask(query).equals("t");
    }

    /** Whether the server still answers in this session. */
    public boolean isAlive() {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException ended) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("The connection to " + server + " could not be closed", failure);
        }
    }

    /** What a replica cancels because it is in the way of its replay is said again. */
    private <T> T attempt(String sql, Work<T> work) {
        for (int again = TIMES; ; again--) {
            try (Statement statement = connection.createStatement()) {
                return work.on(statement);
            } catch (SQLException failure) {
                if (again == 0 || !CONFLICT_WITH_RECOVERY.equals(failure.getSQLState())) {
                    throw new IllegalStateException(
                            server + " failed on \"" + firstWords(sql) + "\": " + failure.getMessage(), failure);
                }
            }
        }
    }

    /** Not all of it: a statement may hold a password. */
    private static String firstWords(String sql) {
        return sql.length() <= 40 ? sql : sql.substring(0, 40) + "…";
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Statement statement) throws SQLException;
    }
}
