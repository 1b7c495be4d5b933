package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.internal.cluster.Destination;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.cluster.Slot;
import io.github.jdbcreplicated.internal.connection.SessionSettings.Originals;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.unit.Demand;
import io.github.jdbcreplicated.token.Position;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One pooled connection in the hands of one handle, from the moment a node gave it until it went back as it came.
 *
 * <p>Used by the thread that uses the handle.
 */
final class Lease {
    /** In place of one where its handle was closed; no other object is this one, and nothing is ever asked of it. */
    @SuppressWarnings("NullAway")
    static final Lease CLOSED = new Lease(null, null, null);

    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    final Connection connection;
    private final Destination destination;

    /** How many statements and rows of metadata that were made on it are open; they keep it. */
    int open;

    /** What its server was verified for; null while nothing was asked of it. */
    @Nullable
    Demand demand;

    /** Where the node counts it. */
    private final Slot slot;

    private boolean lost;
    private boolean autoCommitBefore;
    private boolean autoCommit;
    private boolean autoCommitKnown;

    /** Null while it has none of it, as most never do. Written by the using thread; read by one that closes. */
    private volatile @Nullable LeaseRarities rare;

    Lease(Connection connection, Destination destination, Slot slot) {
        this.connection = connection;
        this.destination = destination;
        this.slot = slot;
    }

    /** The position that its server was verified to cover. */
    @Nullable
    Position floor() {
        Demand verified = demand;
        return verified == null ? null : verified.floor();
    }

    Node node() {
        return destination.node();
    }

    /** Notes that its connection is gone. */
    void lose() {
        lost = true;
    }

    /** Whether the failure is that the pool's connection was closed meanwhile, which pools say without a SQLSTATE. */
    boolean isGone(SQLException failure) {
        try {
            return failure.getSQLState() == null && connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Whether its connection is known to be gone. */
    boolean isLost() {
        return lost;
    }

    /** Whether it was taken as one on the primary, whatever its node is by now. */
    boolean isForWriting() {
        return destination.forWriting();
    }

    /** Whether it serves what asks for this node in this role. */
    boolean isOf(Node node, boolean forWriting) {
        return !lost && destination.node() == node && destination.forWriting() == forWriting;
    }

    /** The run of the server that it was verified to be of; null before. */
    @Nullable
    Incarnation run() {
        return rare == null ? null : rare.run;
    }

    /** Notes which run of the server it was verified to be of. */
    void leadsTo(Incarnation run) {
        rare().run = run;
    }

    boolean isOnBudget() {
        return rare != null && rare.isOnBudget();
    }

    void putOnBudget(Object client) {
        rare().putOnBudget(client);
    }

    /** Whom the calling thread has to give back to the budget for; null for nobody. */
    @Nullable
    Object takeOffBudget() {
        return rare == null ? null : rare.takeOffBudget();
    }

    private LeaseRarities rare() {
        if (rare == null) {
            rare = new LeaseRarities();
        }
        return rare;
    }

    Route route() {
        return destination.route();
    }

    /** Applies the settings, all of them; when this throws, {@link #discard} puts back those that were applied. */
    void prepare(@Nullable SessionSettings settings, boolean wanted) throws SQLException {
        if (!autoCommitKnown) {
            autoCommitBefore = connection.getAutoCommit();
            autoCommit = autoCommitBefore;
            autoCommitKnown = true;
        }
        if (settings != null) {
            endTransactions(settings.mayBeginTransaction());
            settings.replay(connection, !isForWriting(), originals());
        }
        if (autoCommit != wanted) {
            setAutoCommit(wanted);
        }
    }

    void set(Setting setting, @Nullable Object value) throws SQLException {
        SessionSettings.apply(setting, value, connection, !isForWriting(), originals());
    }

    void setAutoCommit(boolean newAutoCommit) throws SQLException {
        connection.setAutoCommit(newAutoCommit);
        autoCommit = newAutoCommit;
    }

    /**
     * Gives the connection back as it came; work that is not committed is rolled back. A connection that cannot be put
     * into its former state is ended, so that its pool does not hand it on.
     */
    void giveBack() throws SQLException {
        try {
            restore();
        } catch (SQLException | RuntimeException e) {
            end(e);
            return;
        }
        released();
        connection.close();
    }

    /** Before its pool hands the connection on: whoever has it next is none of ours. */
    private void released() {
        slot.end();
    }

    /**
     * Rolls back first: to switch autocommit on would commit. Also where no statement was sent since the last commit: a
     * question to the driver, such as for the schema, may have begun a transaction.
     */
    private void restore() throws SQLException {
        if (autoCommitKnown && !autoCommit) {
            connection.rollback();
        }
        Originals originals = rare == null ? null : rare.originals;
        if (originals != null) {
            endTransactions(originals.mayBeginTransaction());
            originals.restore(connection);
        }
        if (autoCommit != autoCommitBefore) {
            setAutoCommit(autoCommitBefore);
        }
    }

    /**
     * Has the settings that follow hold whatever happens to the next transaction. In one of their own, some drivers would
     * refuse the rest of them, and a rollback would take them back.
     */
    private void endTransactions(boolean settingsMayBeginOne) throws SQLException {
        if (settingsMayBeginOne && !autoCommit) {
            setAutoCommit(true);
        }
    }

    private Originals originals() {
        LeaseRarities known = rare();
        Originals originals = known.originals;
        if (originals == null) {
            originals = new Originals();
            known.originals = originals;
        }
        return originals;
    }

    /** Gives back a lease that could not be prepared; what fails here is added to why. */
    void discard(Exception failure) {
        try {
            restore();
        } catch (SQLException | RuntimeException e) {
            suppress(e, failure);
            end(failure);
            return;
        }
        released();
        close(connection, failure);
    }

    /** Has the pool not hand the connection on: it leads to the wrong server. */
    void reject(Exception why) {
        end(why);
    }

    /** The application has no part in this, so it learns nothing of what fails here: its work is done. */
    private void end(Exception why) {
        abort(connection, why);
        released();
        close(connection, why);
        LOG.log(Level.DEBUG, () -> "A connection to node '" + node() + "' could not be put back and was ended", why);
    }

    private static void abort(Connection connection, Exception why) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            suppress(e, why);
        }
    }

    private static void close(Connection connection, Exception why) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            suppress(e, why);
        }
    }

    /** A driver or pool may throw the same object again. */
    private static void suppress(Exception second, Exception first) {
        if (second != first) {
            first.addSuppressed(second);
        }
    }
}
