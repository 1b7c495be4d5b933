package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.internal.cluster.Cluster;
import io.github.jdbcreplicated.internal.cluster.Destination;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.cluster.Slot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connection borrowed from some node for questions that no route depends on, such as the product's name.
 *
 * <p>From the node that work would go to, or else from any that gives one. It goes back with the last of its rows, or
 * becomes the lease of work that goes to the same node: a handle never holds two connections of one pool. Used by the
 * thread that uses the handle.
 */
final class Borrowed implements AutoCloseable {
    private final RoutedConnection handle;
    private final Node node;
    private final boolean forWriting;
    private final Connection connection;

    /** Where the node counts it. */
    private final Slot slot;

    private int openRows;

    /** Whether the connection went back, or belongs to a lease. */
    private boolean gone;

    private @Nullable Lease takenOverBy;

    private Borrowed(RoutedConnection handle, Node node, boolean forWriting, Slot slot, Connection connection) {
        this.handle = handle;
        this.node = node;
        this.forWriting = forWriting;
        this.connection = connection;
        this.slot = slot;
    }

    static Borrowed from(RoutedConnection handle) throws SQLException {
        SQLException last = null;
        for (Node node : inOrderOfPreference(handle)) {
            boolean forWriting = node == handle.cluster().primary();
            Slot slot = node.begin(forWriting);
            try {
                return new Borrowed(
                        handle, node, forWriting, slot, LeaseSource.connectionTo(handle, node, forWriting, slot));
            } catch (SQLException | RuntimeException e) {
                last = remember(last, e);
            }
        }
        throw last == null ? new SQLException("Cluster '" + handle.cluster().name() + "' has no node", "08001") : last;
    }

    <T> T ask(RoutedConnection.Question<T> question) throws SQLException {
        try {
            return question.answer(connection);
        } catch (SQLException e) {
            throw Advice.onBorrowed(e, handle, node);
        }
    }

    boolean isGone() {
        return gone;
    }

    boolean isAt(Destination destination) {
        return node == destination.node() && forWriting == destination.forWriting();
    }

    void rowsOpened() {
        openRows++;
    }

    void rowsClosed() throws SQLException {
        openRows--;
        if (takenOverBy != null) {
            handle.closed(takenOverBy);
        } else if (openRows == 0) {
            close();
        }
    }

    void closeUnlessOpen() throws SQLException {
        if (openRows == 0) {
            close();
        }
    }

    /** A lease of the connection. A question that it answered may have begun a transaction. */
    Lease takeOver(Destination destination) throws SQLException {
        endTransaction();
        gone = true;
        return new Lease(connection, destination, slot);
    }

    void tookOver(Lease lease) {
        takenOverBy = lease;
        for (int i = 0; i < openRows; i++) {
            lease.opened();
        }
    }

    @Override
    public void close() throws SQLException {
        if (gone) {
            return;
        }
        gone = true;
        try (connection) {
            endThenForget();
        }
    }

    /** Before its pool hands the connection on: whoever has it next is none of ours. What is lost has nothing to end. */
    private void endThenForget() throws SQLException {
        try {
            endTransaction();
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        } finally {
            slot.end();
        }
    }

    private void endTransaction() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Nodes that are out come last: to ask a lost primary first would cost each question its pool's time-out. */
    private static List<Node> inOrderOfPreference(RoutedConnection handle) {
        Cluster cluster = handle.cluster();
        Node preferred = handle.preferredNode();
        return Stream.concat(Stream.of(preferred, cluster.primary()), cluster.replicas().stream())
                .distinct()
                .sorted(Comparator.comparing(node -> !cluster.isUp(node)))
                .toList();
    }

    private static SQLException remember(@Nullable SQLException before, Exception next) {
        SQLException failure =
                next instanceof SQLException sql ? sql : new SQLException(next.getMessage(), "08001", next);
        if (before != null && before != failure) {
            failure.addSuppressed(before);
        }
        return failure;
    }
}
