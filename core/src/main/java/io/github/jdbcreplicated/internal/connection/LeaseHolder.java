package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.internal.cluster.Credentials;
import io.github.jdbcreplicated.internal.cluster.Destination;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.unit.ClusterMarks;
import io.github.jdbcreplicated.internal.unit.Demand;
import io.github.jdbcreplicated.spi.UnitOfWork;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The lease that a handle has, and the one that it has left: taken, changed and given back, each once, whoever closes.
 *
 * <p>Used by one thread at a time, as JDBC connections are. Another may close it or abort it.
 */
abstract class LeaseHolder extends HandleState {
    /** Takes {@link #lease} away from whoever else might give it back. */
    private static final AtomicReferenceFieldUpdater<LeaseHolder, @Nullable Lease> LEASE =
            AtomicReferenceFieldUpdater.newUpdater(LeaseHolder.class, Lease.class, "lease");

    /**
     * {@link Lease#CLOSED} once this handle is closed. Written by the using thread, and emptied or closed by whichever
     * thread closes; read by a thread that aborts.
     */
    private volatile @Nullable Lease lease;

    LeaseHolder(RoutingSettings settings, @Nullable UnitOfWork unit, @Nullable Credentials credentials) {
        super(settings, unit, credentials);
    }

    @Override
    final @Nullable Lease current() {
        Lease current = lease;
        return current == Lease.CLOSED ? null : current;
    }

    final @Nullable Lease left() {
        RareState rare = ifRare();
        return rare == null ? null : rare.left();
    }

    /** Whether this handle was closed, by whichever thread. */
    final boolean isClosedHandle() {
        return lease == Lease.CLOSED;
    }

    /** Whether this handle was aborted, by whichever thread. */
    final boolean isAborted() {
        RareState rare = ifRare();
        return rare != null && rare.aborted;
    }

    /**
     * Takes a lease on the node and leaves the one on another node; keeps one that is there already. A lease that nothing
     * keeps goes back before the next is taken, so that handles do not wait for each other's. With a demand, the lease is of
     * a run of the server that was seen to meet it.
     */
    final Lease on(Node node, boolean forWriting, Reason reason, @Nullable Demand demand) throws SQLException {
        Lease current = current();
        if (current != null && current.isOf(node, forWriting)) {
            return demand == null ? current : verified(current, demand);
        }
        Lease stays = current != null && current.isInUse() ? current : null;
        if (current != null && stays == null && LEASE.compareAndSet(this, current, null)) {
            giveBack(current);
        }
        note(EXECUTED, false);
        Lease kept = left();
        if (kept != null && kept.isOf(node, forWriting)) {
            kept.prepare(this);
            move(stays, kept, true);
            return demand == null ? kept : verified(kept, demand);
        }
        Lease taken = LeaseSource.take(this, node, reason, demand);
        move(stays, taken, false);
        cluster().listeners().leased(taken.route());
        ClusterMarks marks = marks();
        if (marks != null) {
            marks.unit().routed(taken.route());
        }
        return taken;
    }

    /**
     * No lease is ever in both places, or in neither for longer than this takes: another thread may close meanwhile, which
     * takes away what it finds. What it did not find goes back here.
     */
    private void move(@Nullable Lease stays, Lease to, boolean wasLeft) throws SQLException {
        Lease before = stays == null && left() == null ? null : leave(stays);
        boolean gone = wasLeft && before != to;
        boolean closed = gone || !LEASE.compareAndSet(this, null, to);
        if (before != to) {
            giveBack(before);
        }
        if (closed) {
            giveBackLeftAnd(gone ? null : to);
        }
    }

    private @Nullable Lease leave(@Nullable Lease stays) {
        boolean stillOurs = stays != null && LEASE.compareAndSet(this, stays, null);
        return rare().leave(stillOurs ? stays : null);
    }

    /** An open transaction or statement on it never gets here: those hold their lease. */
    private Lease verified(Lease on, Demand demand) throws SQLException {
        if (!demand.equals(on.demand())) {
            LeaseSource.verify(this, on, demand);
        }
        return on;
    }

    /** Notes that something made on this lease was closed; one that was left goes back after the last. */
    final void closed(Lease on) throws SQLException {
        on.closed();
        RareState rare = ifRare();
        if (!on.isInUse() && rare != null && rare.takeBack(on)) {
            giveBack(on);
        }
    }

    private void giveBack(@Nullable Lease back) throws SQLException {
        if (back == null) {
            return;
        }
        try {
            back.giveBack();
        } finally {
            PrimaryFallback.giveBack(this, back);
            cluster().listeners().released(back.route());
        }
    }

    /** Closes this handle; answers the lease that it had, for {@link #giveBackAll}, or that it was closed before. */
    final @Nullable Lease closeHandle() {
        return LEASE.getAndSet(this, Lease.CLOSED);
    }

    final void giveBackAll(@Nullable Lease last) throws SQLException {
        RareState rare = ifRare();
        if (rare == null) {
            giveBack(last);
            return;
        }
        try (Borrowed source = rare.borrowed) {
            giveBackLeftAnd(last);
        }
    }

    private void giveBackLeftAnd(@Nullable Lease last) throws SQLException {
        RareState rare = ifRare();
        try {
            giveBack(rare == null ? null : rare.leave(null));
        } finally {
            giveBack(last);
        }
    }

    final void abortLeases(Executor executor) throws SQLException {
        Lease current = current();
        Lease kept = left();
        if (kept != null) {
            kept.connection.abort(executor);
        }
        if (current != null) {
            current.connection.abort(executor);
        }
    }

    /** Classifies a failure of something made on this lease; without one, it tells nothing about a node. */
    final SQLException failed(SQLException failure, @Nullable Lease on) {
        return on == null || isClosedHandle() || isAborted() ? failure : Advice.onFailure(failure, this, on);
    }

    abstract void checkOpen() throws SQLException;

    /** A lease of the connection that this handle has borrowed there, if it has. */
    abstract @Nullable Lease takeOver(Destination destination) throws SQLException;

    /** The lease that took over what was borrowed; rows of it that are open keep it. */
    abstract void tookOver(Lease lease);
}
