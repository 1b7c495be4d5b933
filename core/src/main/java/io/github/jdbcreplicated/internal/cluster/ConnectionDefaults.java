package io.github.jdbcreplicated.internal.cluster;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How connections come from a pool, so that a handle can answer for itself before it has one.
 *
 * @param isolation one of {@link Connection}'s constants
 */
public record ConnectionDefaults(boolean autoCommit, int isolation) {
    static ConnectionDefaults of(Connection connection) throws SQLException {
        return new ConnectionDefaults(connection.getAutoCommit(), connection.getTransactionIsolation());
    }
}
