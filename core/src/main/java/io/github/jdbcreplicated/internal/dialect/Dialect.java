package io.github.jdbcreplicated.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** How to ask a server what it is. */
public enum Dialect {
    POSTGRESQL("PostgreSQL") {
        /** Qualified names: a table or function of the same name elsewhere must not answer. Any role may ask these. */
        private static final String IDENTITY = "SELECT pg_catalog.pg_is_in_recovery(),"
                + " (SELECT system_identifier::pg_catalog.text FROM pg_catalog.pg_control_system()),"
                + " " + PostgresQuestions.STARTED_AT + ","
                + " pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE')";

        @Override
        public ServerIdentity identify(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(IDENTITY)) {
                row.next();
                return new ServerIdentity(row.getBoolean(1), row.getString(2), row.getString(3), row.getBoolean(4));
            }
        }

        @Override
        public Questions questions(Connection connection) throws SQLException {
            return new PostgresQuestions(connection);
        }
    },
    /** A database whose role cannot be read: it is believed to be what it was configured as. */
    OTHER("") {
        @Override
        public @Nullable ServerIdentity identify(Connection connection) {
            return null;
        }

        @Override
        public @Nullable Questions questions(Connection connection) {
            return null;
        }
    };

    private final String product;

    Dialect(String product) {
        this.product = product;
    }

    /** The dialect of the server that this connection reaches. */
    public static Dialect of(Connection connection) throws SQLException {
        return POSTGRESQL.product.equals(connection.getMetaData().getDatabaseProductName()) ? POSTGRESQL : OTHER;
    }

    /** Asks the server what it is; null where this dialect cannot tell. */
    public abstract @Nullable ServerIdentity identify(Connection connection) throws SQLException;

    /** What can be asked of the server over this connection; null where this dialect has no positions. */
    public abstract @Nullable Questions questions(Connection connection) throws SQLException;
}
