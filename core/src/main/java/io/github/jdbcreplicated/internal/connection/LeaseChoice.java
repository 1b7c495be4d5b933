package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.NoNodeAvailableException;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.internal.cluster.Credentials;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.cluster.WaitEndedException;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.routing.DecisionTable;
import io.github.jdbcreplicated.internal.routing.Keyword;
import io.github.jdbcreplicated.internal.unit.ClusterMarks;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Which lease serves a piece of work: what the decision table says, and where a handle turns when the node that it says
 * does not serve.
 *
 * <p>Used by one thread at a time, as JDBC connections are.
 */
abstract class LeaseChoice extends LeaseHolder {
    /** One more than the first: each that gives nothing may cost its pool's time-out. */
    private static final int REPLICAS_TO_TRY = 2;

    /** The one that died, the one that was promoted for it, and one more. */
    private static final int PRIMARIES_TO_TRY = 3;

    LeaseChoice(RoutingSettings settings, @Nullable UnitOfWork unit, @Nullable Credentials credentials) {
        super(settings, unit, credentials);
    }

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
