package io.github.jdbcreplicated.benchmarks.real;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The operations on accounts that are measured, on a connection that was just taken from the data source. */
public final class Sql {
    /** How many accounts there are, numbered from 1. */
    public static final int ACCOUNTS = 1_000;

    private static final String READ = "select balance from account where id = ?";
    private static final String WRITE = "update account set balance = balance + 1 where id = ?";

    private Sql() {}

    /** What creates the accounts. */
    public static String[] accounts() {
        return new String[] {
            "create table account (id bigint primary key, balance bigint not null) with (fillfactor = 50)",
            "insert into account select id, 0 from generate_series(1, " + ACCOUNTS + ") id",
            "vacuum analyze account"
        };
    }

    /** A balance, in auto-commit. */
    public static long read(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }

    /** A balance, in a transaction that is read-only. */
    public static long readInTransaction(Connection connection, long id) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        long balance = read(connection, id);
        connection.commit();
        return balance;
    }

    /** Changes a balance, in auto-commit. */
    public static long write(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setLong(1, id);
            return statement.executeUpdate();
        }
    }
}
