package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.internal.cluster.Cluster;
import io.github.jdbcreplicated.internal.cluster.Credentials;
import io.github.jdbcreplicated.spi.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

public final class RoutedConnection {
    private RoutedConnection() {}

    public static Connection open(
            Cluster cluster, RoutingSettings settings, @Nullable UnitOfWork unit, @Nullable Credentials credentials)
            throws SQLException {
        return cluster.primary().lease(credentials);
    }
}
