package io.github.jdbcreplicated.benchmarks.real.servers;

import io.github.jdbcreplicated.benchmarks.real.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** What is done to one account, from {@code getConnection} to its {@code close}. */
enum Operation {
    READ("point read") {
        @Override
        void run(Connection connection, long id) throws SQLException {
            Sql.read(connection, id);
        }
    },
    TRANSACTION("read-only transaction") {
        @Override
        void run(Connection connection, long id) throws SQLException {
            Sql.readInTransaction(connection, id);
        }
    },
    WRITE("write") {
        @Override
        void run(Connection connection, long id) throws SQLException {
            Sql.write(connection, id);
        }
    };

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    abstract void run(Connection connection, long id) throws SQLException;

    /** On any account. */
    void on(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            run(connection, 1 + ThreadLocalRandom.current().nextLong(Sql.ACCOUNTS));
        }
    }

    /** As {@link #on}, on a connection that was marked read-only, by which some are told to read from a replica. */
    void markedReadOnly(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            run(connection, 1 + ThreadLocalRandom.current().nextLong(Sql.ACCOUNTS));
        }
    }

    String title() {
        return title;
    }
}
