package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.internal.cluster.Cluster;
import io.github.jdbcreplicated.internal.cluster.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection borrowed from some node for a question that no route depends on, such as the product's name.
 *
 * <p>From the node that work would go to, or else from any that gives one. Used by the thread that uses the handle.
 */
final class Borrowed implements AutoCloseable {
    private final Node node;
    private final Connection connection;

    /** The one that the same handle borrowed before this. */
    private final @Nullable Borrowed before;

    private boolean returned;

    private Borrowed(Node node, Connection connection, @Nullable Borrowed before) {
        this.node = node;
        this.connection = connection;
        this.before = before;
    }

    static Borrowed from(RoutedConnection handle, @Nullable Borrowed before) throws SQLException {
        SQLException last = null;
        for (Node node : inOrderOfPreference(handle)) {
            try {
                Connection connection = node.lease(handle.credentials());
                handle.cluster.gaveConnection(node);
                return new Borrowed(node, connection, before);
            } catch (SQLException | RuntimeException e) {
                handle.cluster.passOver(node, e);
                last = remember(last, e);
            }
        }
        throw last == null ? new SQLException("Cluster '" + handle.cluster.name() + "' has no node", "08001") : last;
    }

    Connection connection() {
        return connection;
    }

    @Nullable
    Borrowed before() {
        return before;
    }

    @Override
    public void close() throws SQLException {
        if (!returned) {
            returned = true;
            node.released();
            connection.close();
        }
    }

    private static List<Node> inOrderOfPreference(RoutedConnection handle) {
        Cluster cluster = handle.cluster;
        Node preferred = handle.preferredNode();
        List<Node> nodes = new ArrayList<>();
        nodes.add(preferred);
        if (preferred != cluster.primary()) {
            nodes.add(cluster.primary());
        }
        cluster.replicas().stream()
                .filter(node -> node != preferred && cluster.isUp(node))
                .forEach(nodes::add);
        return nodes;
    }

    private static SQLException remember(@Nullable SQLException before, Exception next) {
        SQLException failure =
                next instanceof SQLException sql ? sql : new SQLException(next.getMessage(), "08001", next);
        if (before != null) {
            failure.addSuppressed(before);
        }
        return failure;
    }
}
