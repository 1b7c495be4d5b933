package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.connection.SessionSettings.Originals;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One pooled connection in the hands of one handle, from the moment a node gave it until it went back as it came.
 *
 * <p>Used by the thread that uses the handle.
 */
final class Lease {
    final Connection connection;
    final Node node;
    final Route route;
    private final boolean autoCommitBefore;
    private boolean autoCommit;
    private @Nullable Originals originals;

    private Lease(Connection connection, Node node, Route route, boolean autoCommit) {
        this.connection = connection;
        this.node = node;
        this.route = route;
        this.autoCommitBefore = autoCommit;
        this.autoCommit = autoCommit;
    }

    /** Makes a lease of a connection that {@code node} gave, with the settings applied: all of them, or none. */
    static Lease of(
            Connection connection, Node node, Route route, @Nullable SessionSettings settings, boolean autoCommit)
            throws SQLException {
        Lease lease = null;
        try {
            lease = new Lease(connection, node, route, connection.getAutoCommit());
            lease.prepare(settings, autoCommit);
            return lease;
        } catch (SQLException | RuntimeException e) {
            discard(connection, node, lease, e);
            throw e;
        }
    }

    void set(Setting setting, @Nullable Object value) throws SQLException {
        SessionSettings.apply(setting, value, connection, !node.isPrimary(), originals());
    }

    void setAutoCommit(boolean newAutoCommit) throws SQLException {
        connection.setAutoCommit(newAutoCommit);
        autoCommit = newAutoCommit;
    }

    /**
     * Gives the connection back as it came; work that is not committed is rolled back. A connection that cannot be put
     * into its former state is ended, so that its pool does not hand it on.
     */
    void giveBack(boolean inTransaction) throws SQLException {
        try {
            restore(inTransaction);
        } catch (SQLException | RuntimeException e) {
            abort(connection, e);
        } finally {
            node.released();
            connection.close();
        }
    }

    private void prepare(@Nullable SessionSettings settings, boolean wanted) throws SQLException {
        if (settings != null) {
            settings.replay(connection, !node.isPrimary(), originals());
        }
        if (autoCommit != wanted) {
            setAutoCommit(wanted);
        }
    }

    /** Rolls back first: to switch autocommit on would commit. */
    private void restore(boolean inTransaction) throws SQLException {
        if (inTransaction) {
            connection.rollback();
        }
        if (originals != null) {
            originals.restore(connection);
        }
        if (autoCommit != autoCommitBefore) {
            connection.setAutoCommit(autoCommitBefore);
        }
    }

    private Originals originals() {
        if (originals == null) {
            originals = new Originals();
        }
        return originals;
    }

    private static void discard(Connection connection, Node node, @Nullable Lease lease, Exception failure) {
        node.released();
        try (connection) {
            if (lease != null) {
                lease.restore(false);
            }
        } catch (SQLException | RuntimeException e) {
            abort(connection, e);
            failure.addSuppressed(e);
        }
    }

    private static void abort(Connection connection, Exception why) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            why.addSuppressed(e);
        }
    }
}
