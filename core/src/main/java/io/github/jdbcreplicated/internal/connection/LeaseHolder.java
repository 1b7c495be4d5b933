package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.NoNodeAvailableException;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.internal.cluster.Credentials;
import io.github.jdbcreplicated.internal.cluster.Destination;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.cluster.Slot;
import io.github.jdbcreplicated.internal.cluster.WaitEndedException;
import io.github.jdbcreplicated.internal.dialect.FailureKind;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.routing.DecisionTable;
import io.github.jdbcreplicated.internal.routing.Keyword;
import io.github.jdbcreplicated.internal.unit.ClusterMarks;
import io.github.jdbcreplicated.internal.unit.Demand;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Which node a handle is on, and when it takes, keeps, changes and gives back a lease.
 *
 * <p>Used by one thread at a time, as JDBC connections are. Another may close it or abort it.
 */
abstract class LeaseHolder extends HandleState {
    /** One more than the first: each that gives nothing may cost its pool's time-out. */
    private static final int REPLICAS_TO_TRY = 2;

    /** The one that died, the one that was promoted for it, and one more. */
    private static final int PRIMARIES_TO_TRY = 3;

    /** More than pools usually hold: all of them may be from before a failover. */
    private static final int CONNECTIONS_TO_TRY = 64;

    /** The least that {@link Connection#isValid} knows. */
    private static final int SECONDS_TO_ANSWER = 1;

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

    // ---- What statements and the handle ask for

    /** Decides where work with this keyword runs and answers the lease there, as work that is about to be sent. */
    final Lease leaseFor(Keyword work) throws SQLException {
        Lease chosen = choose(work);
        note(EXECUTED, !is(AUTO_COMMIT));
        if (work == Keyword.NEUTRAL) {
            pin();
        }
        ClusterMarks marks = marks();
        if (!chosen.isForWriting()) {
            note(READ_FROM_REPLICA, is(READ_FROM_REPLICA) || work == Keyword.READING);
        } else if (marks != null) {
            noteWorkOnPrimary(marks, work);
        }
        if (marks != null && consistency() == Consistency.SESSION) {
            Incarnation run = chosen.run();
            marks.readOn(
                    run == null
                            ? cluster().positions().fingerprint(chosen.node())
                            : chosen.node().fingerprint(run),
                    chosen.isForWriting());
        }
        return chosen;
    }

    /** Decides where work with this keyword would run and answers the lease there; nothing is fixed by it. */
    final Lease choose(Keyword work) throws SQLException {
        checkOpen();
        keyword(work);
        Reason reason = DecisionTable.decide(this);
        Lease current = current();
        if (reason == Reason.HELD && current != null) {
            return current;
        }
        refuseWhatCannotMove(reason);
        Lease chosen = lease(reason);
        checkOpen();
        return chosen;
    }

    final Lease lease(Reason reason) throws SQLException {
        if (reason.target() == Target.REPLICA) {
            return onSomeReplica(reason);
        }
        return reason == Reason.POSITION_UNKNOWN && isRead()
                ? PrimaryFallback.onUnknownPosition(this)
                : onPrimary(reason);
    }

    /** Whether this work would go elsewhere than to the lease now. */
    final boolean wouldLeave(Keyword work) {
        keyword(work);
        Reason reason = DecisionTable.decide(this);
        if (reason == Reason.HELD) {
            return false;
        }
        return reason.target() == Target.REPLICA ? wouldLeaveReplica() : !isOnPrimary();
    }

    private boolean wouldLeaveReplica() {
        Lease known = leaseOnReplica();
        return known != current() || (known != null && mayBeBehind(known));
    }

    @Override
    final @Nullable Lease current() {
        Lease current = lease;
        return current == Lease.CLOSED ? null : current;
    }

    private @Nullable Lease left() {
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

    /** Notes that something made on this lease was closed; one that was left goes back after the last. */
    final void closed(Lease on) throws SQLException {
        on.closed();
        RareState rare = ifRare();
        if (!on.isInUse() && rare != null && rare.takeBack(on)) {
            giveBack(on);
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

    // ---- Moving between nodes

    private Lease onSomeReplica(Reason reason) throws SQLException {
        Consistency level = consistency();
        Position floor = ReplicaChoice.floor(this, reason, level);
        if (floor != null && !floor.isKnown()) {
            return PrimaryFallback.onPrimary(this, reason, Reason.POSITION_UNKNOWN, floor, null);
        }
        Lease known = leaseOnReplica();
        if (known != null && ReplicaChoice.serves(known, this, floor, level)) {
            return onReplica(known.node(), reason);
        }
        ClusterMarks marks = marks();
        boolean free = ReplicaChoice.isFree(this);
        Node replica = ReplicaChoice.choose(this, floor);
        Position due = ReplicaChoice.stillDue(this, floor);
        Exception why = null;
        for (int attempt = 0; replica != null && attempt < REPLICAS_TO_TRY; attempt++) {
            try {
                return on(replica, false, reason, ReplicaChoice.toVerify(this, due, level));
            } catch (NodeGaveNothingException e) {
                why = e.reason();
                replica = free ? ReplicaChoice.insteadOf(replica, this, due) : null;
            }
        }
        if (marks != null) {
            marks.leaveReplica();
        }
        return PrimaryFallback.onPrimary(this, reason, cluster().whyNoReplica(floor != null), floor, why);
    }

    /** Whether this is work that a replica should do. */
    private boolean isRead() {
        return keyword() != Keyword.WRITING
                && !hasWritten()
                && (explicitTarget() == Target.REPLICA || inferredTarget() == Target.REPLICA);
    }

    /** A lease on the primary. Where that dies while its pool is waited for, the question is who takes writes now. */
    final Lease onPrimary(Reason reason) throws SQLException {
        WaitEndedException ended = null;
        for (int attempt = 0; attempt < PRIMARIES_TO_TRY; attempt++) {
            String why = whyNoWrites();
            if (why != null) {
                throw noWrites(why, reason, ended);
            }
            try {
                return on(cluster().primary(), true, reason, null);
            } catch (WaitEndedException e) {
                ended = e;
            }
        }
        throw noWrites("went out of reach each time that its pool was waited for", reason, ended);
    }

    private NoNodeAvailableException noWrites(String why, Reason reason, @Nullable WaitEndedException ended) {
        Advice.mark(this, Mark.UNAVAILABLE);
        return new NoNodeAvailableException(
                "No node of cluster '" + cluster().name() + "' takes writes: '"
                        + cluster().primary() + "' " + why + " (" + reason + "). It is asked again all the time",
                ended);
    }

    /** Asked again before anything fails for it: the primary may be back since the last round. */
    final @Nullable String whyNoWrites() {
        return cluster().whyNoWrites() == null ? null : cluster().askAgainWhoTakesWrites();
    }

    /** A lease on a replica that is there, or is none of those that usually serve. */
    final Lease onReplica(Node replica, Reason reason) throws SQLException {
        return on(replica, false, reason, null);
    }

    /** The lease that is on a replica already; null also where the unit has lost that. */
    private @Nullable Lease leaseOnReplica() {
        ClusterMarks marks = marks();
        if (marks != null && marks.hasLeftReplica()) {
            return null;
        }
        Lease current = current();
        Lease found = current != null && !current.isForWriting() ? current : left();
        return found == null || found.isForWriting() ? null : found;
    }

    /**
     * Takes a lease on the node and leaves the one on another node; keeps one that is there already. A lease that nothing
     * keeps goes back before the next is taken, so that handles do not wait for each other's. With a demand, the lease is of
     * a run of the server that was seen to meet it.
     */
    private Lease on(Node node, boolean forWriting, Reason reason, @Nullable Demand demand) throws SQLException {
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
            kept.prepare(session(), is(AUTO_COMMIT));
            move(stays, kept, true);
            return demand == null ? kept : verified(kept, demand);
        }
        Lease taken = take(node, reason, demand);
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
            verify(on, demand);
        }
        return on;
    }

    /** Another server may have taken the node's address, or the same may have been started again, with older data. */
    private void verify(Lease on, Demand demand) throws SQLException {
        try {
            Incarnation run = cluster().positions().runMeeting(demand, on.node(), on.connection);
            if (run == null) {
                throw new SQLException(
                        "The connection leads to another run of replica '" + on.node()
                                + "' than was seen last, or to one"
                                + " that was started again and is not known to have what this client has seen",
                        "08001");
            }
            if (consistency() == Consistency.SESSION) {
                on.leadsTo(run);
            }
            on.meets(demand);
        } catch (SQLException e) {
            throw new NodeGaveNothingException(e);
        }
    }

    private Lease take(Node node, Reason reason, @Nullable Demand demand) throws SQLException {
        Destination destination = node.destination(reason);
        Lease borrowed = takeOver(destination);
        Lease taken = borrowed == null ? fresh(destination) : borrowed;
        try {
            if (demand != null) {
                verify(taken, demand);
            }
            if (!is(AUTO_COMMIT_KNOWN)) {
                adoptAutoCommit(taken.connection);
            }
            taken.prepare(session(), is(AUTO_COMMIT));
        } catch (NodeGaveNothingException e) {
            taken.discard(e);
            throw e;
        } catch (SQLException e) {
            boolean gaveNothing = !taken.isForWriting() && Advice.isLost(e, taken, this);
            taken.discard(e);
            throw gaveNothing ? gaveNothing(node, e) : failed(e, taken);
        } catch (RuntimeException e) {
            taken.discard(e);
            throw e;
        }
        if (borrowed != null) {
            tookOver(taken);
        }
        return taken;
    }

    /** A pool may give connections that were closed, or lost, meanwhile: nothing was asked of them yet. */
    private NodeGaveNothingException gaveNothing(Node node, SQLException why) {
        cluster().lostConnection(node);
        return new NodeGaveNothingException(why);
    }

    /**
     * After a failover some of the pool's connections may still lead to the server that was the primary before, and after
     * a loss all of them may be lost.
     */
    private Lease fresh(Destination to) throws SQLException {
        Lease taken = leaseOf(to);
        for (int i = 1; true; i++) {
            SQLException why = whyUnfit(taken);
            if (why == null) {
                return taken;
            }
            taken.reject(why);
            if (i == CONNECTIONS_TO_TRY) {
                throw to.forWriting() ? why : new NodeGaveNothingException(why);
            }
            taken = leaseOf(to);
        }
    }

    /** What speaks against the use of a connection just taken, for what its pool cannot know; null for nothing. */
    private @Nullable SQLException whyUnfit(Lease taken) {
        try {
            if (taken.isForWriting() && !cluster().positions().leadsToPrimary(taken.node(), taken.connection)) {
                return new SQLException(
                        "The connection leads to another server than the one that is the primary now", "08001");
            }
            // Work that was let down is not run a third time
            return hasBegunAgain() && !taken.connection.isValid(SECONDS_TO_ANSWER)
                    ? new SQLException("The pool gave a connection that is lost", "08003")
                    : null;
        } catch (SQLException e) {
            return e;
        } catch (RuntimeException e) {
            return new SQLException("The connection could not be looked at", "08001", e);
        }
    }

    private Lease leaseOf(Destination to) throws SQLException {
        Slot slot = to.node().begin(to.forWriting());
        try {
            return new Lease(connectionTo(to.node(), to.forWriting(), slot), to, slot);
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
    final Connection connectionTo(Node node, boolean forWriting, Slot slot) throws SQLException {
        boolean leased = false;
        try {
            Connection connection = slot.connection(node, forWriting, credentials());
            leased = true;
            cluster().gaveConnection(node);
            return connection;
        } catch (SQLException | RuntimeException e) {
            if (!isCallersOwn(e)) {
                cluster().passOver(node, e);
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
    private boolean isCallersOwn(Exception failure) {
        return failure instanceof WaitEndedException
                || Thread.currentThread().isInterrupted()
                || (credentials() != null
                        && !(failure instanceof SQLException sql
                                && FailureKind.of(sql, false, false) == FailureKind.NODE_LOST));
    }

    private void adoptAutoCommit(Connection first) throws SQLException {
        note(AUTO_COMMIT, cluster().connections().learnFrom(first).autoCommit());
        note(AUTO_COMMIT_KNOWN, true);
        if (!is(AUTO_COMMIT)) {
            begin();
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

    /** Never silently the wrong node: what cannot follow to the primary fails, and a late write is told about. */
    private void refuseWhatCannotMove(Reason reason) throws SQLException {
        Lease current = current();
        if (current != null && isHeld() && !canLeave(reason)) {
            throw Advice.conflict(this, current);
        }
        if (reason == Reason.WRITE_AFTER_REPLICA_READ || reason == Reason.WRITE_STATEMENT) {
            Advice.onRepair(this, reason);
        }
    }

    /** A transaction moves only to save a late write, and only where its isolation promised no common snapshot. */
    private boolean canLeave(Reason reason) {
        if (is(PINNED) || hasSavepoints()) {
            return false;
        }
        return !inTransaction()
                || (reason != Reason.EXPLICIT_PRIMARY && isolation() <= Connection.TRANSACTION_READ_COMMITTED);
    }
}
