package io.github.jdbcreplicated.internal.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What an application can set on a connection besides autocommit and read-only, in the order in which it is replayed and
 * put back.
 */
enum Setting {
    NETWORK_TIMEOUT {
        @Override
        Object read(Connection connection) throws SQLException {
            return new NetworkTimeout(Runnable::run, connection.getNetworkTimeout());
        }

        @Override
        void write(Connection connection, @Nullable Object value) throws SQLException {
            if (value instanceof NetworkTimeout timeout) {
                connection.setNetworkTimeout(timeout.executor(), timeout.millis());
            }
        }
    },
    CLIENT_INFO {
        @Override
        Object read(Connection connection) throws SQLException {
            Properties copy = new Properties();
            copy.putAll(connection.getClientInfo());
            return copy;
        }

        @Override
        void write(Connection connection, @Nullable Object value) throws SQLException {
            connection.setClientInfo((Properties) value);
        }

        @Override
        @Nullable
        Object wanted(@Nullable Object before, @Nullable Object wish) {
            return wish instanceof ClientInfo info && before instanceof Properties had ? info.over(had) : wish;
        }
    },
    CATALOG {
        @Override
        @Nullable
        Object read(Connection connection) throws SQLException {
            return connection.getCatalog();
        }

        @Override
        void write(Connection connection, @Nullable Object value) throws SQLException {
            connection.setCatalog((String) value);
        }
    },
    SCHEMA {
        @Override
        @Nullable
        Object read(Connection connection) throws SQLException {
            return connection.getSchema();
        }

        @Override
        void write(Connection connection, @Nullable Object value) throws SQLException {
            connection.setSchema((String) value);
        }
    },
    TYPE_MAP {
        @Override
        @Nullable
        Object read(Connection connection) throws SQLException {
            return connection.getTypeMap();
        }

        @Override
        @SuppressWarnings("unchecked")
        void write(Connection connection, @Nullable Object value) throws SQLException {
            connection.setTypeMap((Map<String, Class<?>>) value);
        }
    },
    HOLDABILITY {
        @Override
        Object read(Connection connection) throws SQLException {
            return connection.getHoldability();
        }

        @Override
        void write(Connection connection, @Nullable Object value) throws SQLException {
            connection.setHoldability(number(value));
        }
    },
    ISOLATION {
        @Override
        Object read(Connection connection) throws SQLException {
            return connection.getTransactionIsolation();
        }

        @Override
        void write(Connection connection, @Nullable Object value) throws SQLException {
            connection.setTransactionIsolation(number(value));
        }
    };

    abstract @Nullable Object read(Connection connection) throws SQLException;

    abstract void write(Connection connection, @Nullable Object value) throws SQLException;

    /** What to write so that the wish holds where {@code before} held. */
    @Nullable
    Object wanted(@Nullable Object before, @Nullable Object wish) {
        return wish;
    }

    private static int number(@Nullable Object value) {
        return value instanceof Integer number ? number : 0;
    }

    /** A network timeout with the executor that JDBC wants beside it. */
    record NetworkTimeout(Executor executor, int millis) {}
}
