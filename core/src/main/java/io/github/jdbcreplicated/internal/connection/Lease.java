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

    /** Where the node counts it. */
    private final Slot slot;

    /** One bit for each fact below and, above those, how many are open that were made on it: one lease is made a read. */
    private int state;

    private static final int LOST = 1;
    private static final int AUTO_COMMIT_KNOWN = 1 << 1;
    private static final int AUTO_COMMIT_BEFORE = 1 << 2;
    private static final int AUTO_COMMIT = 1 << 3;
    private static final int READ_ONLY_CHANGED = 1 << 4;
    private static final int READ_ONLY_BEFORE = 1 << 5;
    private static final int ONE_OPEN = 1 << 6;

    /**
     * What its server was verified for, or {@link LeaseRarities} that hold that; null while there is neither. Written by
     * the using thread; read by one that closes.
     */
    private volatile @Nullable Object more;

    Lease(Connection connection, Destination destination, Slot slot) {
        this.connection = connection;
        this.destination = destination;
        this.slot = slot;
    }

    /** The position that its server was verified to cover. */
    @Nullable
    Position floor() {
        Demand verified = demand();
        return verified == null ? null : verified.floor();
    }

    /** What its server was verified for; null while nothing was asked of it. */
    @Nullable
    Demand demand() {
        Object known = more;
        return known instanceof LeaseRarities rare ? rare.demand : (Demand) known;
    }

    /** Notes what its server was verified for. */
    void meets(Demand demand) {
        if (more instanceof LeaseRarities rare) {
            rare.demand = demand;
        } else {
            more = demand;
        }
    }

    /** Whether statements or rows of metadata that were made on it are open; they keep it. */
    boolean isInUse() {
        return state >= ONE_OPEN;
    }

    void opened() {
        state += ONE_OPEN;
    }

    void closed() {
        state -= ONE_OPEN;
    }

    Node node() {
        return destination.node();
    }

    /** Notes that its connection is gone. */
    void lose() {
        note(LOST, true);
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
        return is(LOST);
    }

    /** Whether it was taken as one on the primary, whatever its node is by now. */
    boolean isForWriting() {
        return destination.forWriting();
    }

    /** Whether it serves what asks for this node in this role. */
    boolean isOf(Node node, boolean forWriting) {
        return !is(LOST) && destination.node() == node && destination.forWriting() == forWriting;
    }

    /** The run of the server that it was verified to be of; null before. */
    @Nullable
    Incarnation run() {
        return more instanceof LeaseRarities rare ? rare.run : null;
    }

    /** Notes which run of the server it was verified to be of. */
    void leadsTo(Incarnation run) {
        rare().run = run;
    }

    boolean isOnBudget() {
        return more instanceof LeaseRarities rare && rare.isOnBudget();
    }

    void putOnBudget(Object client) {
        rare().putOnBudget(client);
    }

    /** Whom the calling thread has to give back to the budget for; null for nobody. */
    @Nullable
    Object takeOffBudget() {
        return more instanceof LeaseRarities rare ? rare.takeOffBudget() : null;
    }

    private LeaseRarities rare() {
        if (more instanceof LeaseRarities known) {
            return known;
        }
        LeaseRarities made = new LeaseRarities();
        made.demand = (Demand) more;
        more = made;
        return made;
    }

    private boolean is(int fact) {
        return (state & fact) != 0;
    }

    private void note(int fact, boolean holds) {
        state = holds ? state | fact : state & ~fact;
    }

    Route route() {
        return destination.route();
    }

    /** Applies what was set on the handle, all of it; when this throws, {@link #discard} puts back what was applied. */
    void prepare(HandleState handle) throws SQLException {
        if (!is(AUTO_COMMIT_KNOWN)) {
            boolean before = connection.getAutoCommit();
            note(AUTO_COMMIT_BEFORE, before);
            note(AUTO_COMMIT, before);
            note(AUTO_COMMIT_KNOWN, true);
        }
        SessionSettings settings = handle.session();
        if (settings != null) {
            endTransactions(settings.mayBeginTransaction());
            settings.replay(connection, originals());
        }
        if (handle.is(HandleState.READ_ONLY_SET)) {
            setReadOnly(handle.isMarkedReadOnly());
        }
        boolean wanted = handle.is(HandleState.AUTO_COMMIT);
        if (is(AUTO_COMMIT) != wanted) {
            setAutoCommit(wanted);
        }
    }

    void set(Setting setting, @Nullable Object value) throws SQLException {
        SessionSettings.apply(setting, value, connection, originals());
    }

    /** A replica's pool that is read-only stays so, whatever the application does next. */
    void setReadOnly(boolean wanted) throws SQLException {
        if (!wanted && !isForWriting()) {
            return;
        }
        boolean before = connection.isReadOnly();
        if (before != wanted) {
            note(READ_ONLY_BEFORE, is(READ_ONLY_CHANGED) ? is(READ_ONLY_BEFORE) : before);
            note(READ_ONLY_CHANGED, true);
            connection.setReadOnly(wanted);
        }
    }

    void setAutoCommit(boolean newAutoCommit) throws SQLException {
        connection.setAutoCommit(newAutoCommit);
        note(AUTO_COMMIT, newAutoCommit);
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
        if (is(AUTO_COMMIT_KNOWN) && !is(AUTO_COMMIT)) {
            connection.rollback();
        }
        Originals originals = more instanceof LeaseRarities rare ? rare.originals : null;
        if (originals != null) {
            endTransactions(originals.mayBeginTransaction());
            originals.restore(connection);
        }
        if (is(READ_ONLY_CHANGED)) {
            connection.setReadOnly(is(READ_ONLY_BEFORE));
        }
        if (is(AUTO_COMMIT) != is(AUTO_COMMIT_BEFORE)) {
            setAutoCommit(is(AUTO_COMMIT_BEFORE));
        }
    }

    /**
     * Has the settings that follow hold whatever happens to the next transaction. In one of their own, some drivers would
     * refuse the rest of them, and a rollback would take them back.
     */
    private void endTransactions(boolean settingsMayBeginOne) throws SQLException {
        if (settingsMayBeginOne && !is(AUTO_COMMIT)) {
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
