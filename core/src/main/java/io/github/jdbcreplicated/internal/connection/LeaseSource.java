package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.internal.cluster.Destination;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.cluster.Slot;
import io.github.jdbcreplicated.internal.cluster.WaitEndedException;
import io.github.jdbcreplicated.internal.dialect.FailureKind;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.unit.Demand;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Takes connections from the nodes' pools for handles, and proves them before they are used: of the right server, in the
 * right run of it, prepared as the handle was.
 *
 * <p>Keeps nothing.
 */
final class LeaseSource {
    /** More than pools usually hold: all of them may be from before a failover. */
    private static final int CONNECTIONS_TO_TRY = 64;

    /** The least that {@link Connection#isValid} knows. */
    private static final int SECONDS_TO_ANSWER = 1;

    private LeaseSource() {}

    /** A lease on the node, from what the handle has borrowed there or from the pool; with a demand, of a run that meets it. */
    static Lease take(LeaseHolder handle, Node node, Reason reason, @Nullable Demand demand) throws SQLException {
        Destination destination = node.destination(reason);
        Lease borrowed = handle.takeOver(destination);
        Lease taken = borrowed == null ? fresh(handle, destination) : borrowed;
        try {
            if (demand != null) {
                verify(handle, taken, demand);
            }
            if (!handle.is(HandleState.AUTO_COMMIT_KNOWN)) {
                adoptAutoCommit(handle, taken.connection);
            }
            taken.prepare(handle);
        } catch (NodeGaveNothingException e) {
            taken.discard(e);
            throw e;
        } catch (SQLException e) {
            boolean gaveNothing = !taken.isForWriting() && Advice.isLost(e, taken, handle);
            taken.discard(e);
            throw gaveNothing ? gaveNothing(handle, node, e) : handle.failed(e, taken);
        } catch (RuntimeException e) {
            taken.discard(e);
            throw e;
        }
        if (borrowed != null) {
            handle.tookOver(taken);
        }
        return taken;
    }

    /** A pool may give connections that were closed, or lost, meanwhile: nothing was asked of them yet. */
    private static NodeGaveNothingException gaveNothing(LeaseHolder handle, Node node, SQLException why) {
        handle.cluster().lostConnection(node);
        return new NodeGaveNothingException(why);
    }

    /**
     * After a failover some of the pool's connections may still lead to the server that was the primary before, and after
     * a loss all of them may be lost.
     */
    private static Lease fresh(LeaseHolder handle, Destination to) throws SQLException {
        Lease taken = leaseOf(handle, to);
        for (int i = 1; true; i++) {
            SQLException why = whyUnfit(handle, taken);
            if (why == null) {
                return taken;
            }
            taken.reject(why);
            if (i == CONNECTIONS_TO_TRY) {
                throw to.forWriting() ? why : new NodeGaveNothingException(why);
            }
            taken = leaseOf(handle, to);
        }
    }

    /** What speaks against the use of a connection just taken, for what its pool cannot know; null for nothing. */
    private static @Nullable SQLException whyUnfit(LeaseHolder handle, Lease taken) {
        try {
            if (taken.isForWriting() && !handle.cluster().positions().leadsToPrimary(taken.node(), taken.connection)) {
                return new SQLException(
                        "The connection leads to another server than the one that is the primary now", "08001");
            }
            // Work that was let down is not run a third time
            return handle.hasBegunAgain() && !taken.connection.isValid(SECONDS_TO_ANSWER)
                    ? new SQLException("The pool gave a connection that is lost", "08003")
                    : null;
        } catch (SQLException e) {
            return e;
        } catch (RuntimeException e) {
            return new SQLException("The connection could not be looked at", "08001", e);
        }
    }

    private static Lease leaseOf(LeaseHolder handle, Destination to) throws SQLException {
        Slot slot = to.node().begin(to.forWriting());
        try {
            return new Lease(connectionTo(handle, to.node(), to.forWriting(), slot), to, slot);
        } catch (SQLException | RuntimeException e) {
            if (to.forWriting()) {
                throw e;
            }
            throw new NodeGaveNothingException(e);
        }
    }

    /**
     * A connection of the node's pool, counted in this slot; a node that gives none is passed over, unless that is the
     * caller's own doing.
     */
    static Connection connectionTo(LeaseHolder handle, Node node, boolean forWriting, Slot slot) throws SQLException {
        boolean leased = false;
        try {
            Connection connection = slot.connection(node, forWriting, handle.credentials());
            leased = true;
            handle.cluster().gaveConnection(node);
            return connection;
        } catch (SQLException | RuntimeException e) {
            if (!isCallersOwn(handle, e)) {
                handle.cluster().passOver(node, e);
            }
            throw e;
        } finally {
            if (!leased) {
                slot.end();
            }
        }
    }

    /**
     * An interrupted wait, and a login with other credentials than the pool's, say nothing about the node. One that was
     * ended from here says nothing new.
     */
    private static boolean isCallersOwn(LeaseHolder handle, Exception failure) {
        return failure instanceof WaitEndedException
                || Thread.currentThread().isInterrupted()
                || (handle.credentials() != null
                        && !(failure instanceof SQLException sql
                                && FailureKind.of(sql, false, false) == FailureKind.NODE_LOST));
    }

    private static void adoptAutoCommit(LeaseHolder handle, Connection first) throws SQLException {
        handle.note(
                HandleState.AUTO_COMMIT,
                handle.cluster().connections().learnFrom(first).autoCommit());
        handle.note(HandleState.AUTO_COMMIT_KNOWN, true);
        if (!handle.is(HandleState.AUTO_COMMIT)) {
            handle.begin();
        }
    }

    /** Another server may have taken the node's address, or the same may have been started again, with older data. */
    static void verify(LeaseHolder handle, Lease on, Demand demand) throws SQLException {
        try {
            Incarnation run = handle.cluster().positions().runMeeting(demand, on.node(), on.connection);
            if (run == null) {
                throw new SQLException(
                        "The connection leads to another run of replica '" + on.node()
                                + "' than was seen last, or to one"
                                + " that was started again and is not known to have what this client has seen",
                        "08001");
            }
            if (handle.consistency() == Consistency.SESSION) {
                on.leadsTo(run);
            }
            on.meets(demand);
        } catch (SQLException e) {
            throw new NodeGaveNothingException(e);
        }
    }
}
