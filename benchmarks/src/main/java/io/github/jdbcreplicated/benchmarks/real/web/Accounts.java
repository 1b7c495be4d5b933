package io.github.jdbcreplicated.benchmarks.real.web;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The application's work: accounts whose versions count how often they were written, on boards that do so for many. */
public final class Accounts {
    /** How many accounts there are, numbered from 1. */
    public static final int COUNT = 2_000;

    private static final int BOARDS = 10;

    private static final String SEE =
            "select a.version, b.version, pg_is_in_recovery()" + " from visited a, board b where a.id = ? and b.id = ?";
    private static final String CHANGE = "update visited set version = version + 1 where id = ? returning version";
    private static final String CHANGE_BOARD = "update board set version = version + 1 where id = ? returning version";

    private final DataSource dataSource;

    /** Works on the tables that {@link #tables()} creates. */
    public Accounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What creates the tables. */
    public static String[] tables() {
        return new String[] {
            "create table visited (id bigint primary key, version bigint not null) with (fillfactor = 50)",
            "create table board (id bigint primary key, version bigint not null) with (fillfactor = 10)",
            "insert into visited select id, 0 from generate_series(1, " + COUNT + ") id",
            "insert into board select id, 0 from generate_series(1, " + BOARDS + ") id",
            "vacuum analyze visited",
            "vacuum analyze board"
        };
    }

    Sight see(long account, long board) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SEE)) {
            statement.setLong(1, account);
            statement.setLong(2, board);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Sight(row.getLong(1), row.getLong(2), row.getBoolean(3));
            }
        }
    }

    Sight change(long account, long board) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            long version = increment(connection, CHANGE, account);
            long boardVersion = increment(connection, CHANGE_BOARD, board);
            connection.commit();
            return new Sight(version, boardVersion, false);
        }
    }

    private static long increment(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
