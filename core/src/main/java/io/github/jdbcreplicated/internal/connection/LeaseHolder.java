package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.NoNodeAvailableException;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.internal.cluster.Cluster;
import io.github.jdbcreplicated.internal.cluster.ConnectionDefaults;
import io.github.jdbcreplicated.internal.cluster.Credentials;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.routing.DecisionTable;
import io.github.jdbcreplicated.internal.routing.Keyword;
import io.github.jdbcreplicated.internal.routing.Situation;
import io.github.jdbcreplicated.spi.TransactionHint.Transaction;
import io.github.jdbcreplicated.spi.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a handle is about: which node it is on, and when it takes, keeps, changes and gives back a lease.
 *
 * <p>Used by one thread at a time, as JDBC connections are; only {@link #lease} and {@link #closed} are read by others.
 */
abstract class LeaseHolder implements Situation {
    final Cluster cluster;
    final RoutingSettings settings;
    final @Nullable UnitOfWork unit;
    private final @Nullable Credentials credentials;

    /** What the application set; null while it set nothing. */
    @Nullable
    SessionSettings session;

    /** Written by the using thread; read by a thread that aborts. */
    volatile @Nullable Lease lease;

    /** Written by the using thread or one that aborts; read by both. */
    volatile boolean closed;

    boolean autoCommit;

    /** False while no pool has shown how its connections come: then the first lease decides. */
    boolean autoCommitKnown;

    boolean savepoints;

    /** The first lease of this handle is number 1; statements remember on which they were made. */
    private int leaseNumber;

    private int openStatements;
    private boolean pinned;
    private boolean executedInTransaction;
    private boolean readFromReplica;
    private Keyword keyword = Keyword.READING;

    /** Whether the application said so when its transaction began, and in which scope that was. */
    private boolean begun;

    private @Nullable ReplicationScope begunIn;

    /** A replica's lease that was left while its statements were open: they keep it until the last is closed. */
    private @Nullable Lease left;

    LeaseHolder(
            Cluster cluster, RoutingSettings settings, @Nullable UnitOfWork unit, @Nullable Credentials credentials) {
        this.cluster = cluster;
        this.settings = settings;
        this.unit = unit;
        this.credentials = credentials;
        ConnectionDefaults defaults = cluster.defaults();
        this.autoCommitKnown = defaults != null;
        this.autoCommit = defaults == null || defaults.autoCommit();
        if (!autoCommit) {
            begin();
        }
    }

    // ---- The situation that the decision table looks at

    @Override
    public RoutingMode mode() {
        return settings.mode();
    }

    /** An open statement does not keep a handle on a replica that lacks the unit's own write. */
    @Override
    public boolean isHeld() {
        return lease != null && (pinned || inTransaction() || (openStatements > 0 && (isOnPrimary() || !hasWritten())));
    }

    @Override
    public boolean isOnPrimary() {
        Lease current = lease;
        return current != null && current.node.isPrimary();
    }

    @Override
    public boolean isScoped() {
        return unit != null && unit.isActive();
    }

    @Override
    public boolean isUnscopedReadOnly() {
        return settings.unscopedReadOnlyToReplica && isMarkedReadOnly();
    }

    @Override
    public boolean isSerializable() {
        return isolation() == Connection.TRANSACTION_SERIALIZABLE;
    }

    /** In a transaction, the scope in which it began; a scope opened since may only raise the target to the primary. */
    @Override
    public @Nullable Target explicitTarget() {
        Target now = targetOf(scope());
        return now == Target.PRIMARY || autoCommit || !begun ? now : targetOf(begunIn);
    }

    @Override
    public @Nullable Target inferredTarget() {
        return unit == null ? null : unit.inferredTarget();
    }

    @Override
    public boolean hasWritten() {
        return unit != null && unit.hasWritten(cluster.name());
    }

    @Override
    public boolean isReadWriteTransaction() {
        return !settings.readWriteTransactionsByTarget && settings.transactionHint.current() == Transaction.READ_WRITE;
    }

    @Override
    public Keyword keyword() {
        return keyword;
    }

    @Override
    public boolean hasReadFromReplica() {
        return readFromReplica;
    }

    // ---- What statements and the handle ask for

    /** Decides where work with this keyword runs and answers the lease there, as work that is about to be sent. */
    final Lease leaseFor(Keyword work) throws SQLException {
        Lease chosen = choose(work);
        executedInTransaction = !autoCommit;
        if (work == Keyword.NEUTRAL) {
            pinned = true;
        }
        if (!chosen.node.isPrimary()) {
            readFromReplica |= work == Keyword.READING;
        } else if (work == Keyword.WRITING && unit != null) {
            unit.markWritten(cluster.name());
        }
        return chosen;
    }

    /** Decides where work with this keyword would run and answers the lease there; nothing is fixed by it. */
    final Lease choose(Keyword work) throws SQLException {
        checkOpen();
        keyword = work;
        Reason reason = DecisionTable.decide(this);
        Lease current = lease;
        if (reason == Reason.HELD && current != null) {
            return current;
        }
        refuseWhatCannotMove(reason);
        return reason.target() == Target.REPLICA ? onReplica(reason) : on(cluster.primary(), reason);
    }

    /** The lease now, for what must not choose a node; null when there is none. */
    final @Nullable Lease current() {
        return lease;
    }

    final int leaseNumber() {
        return leaseNumber;
    }

    final void statementOpened() {
        openStatements++;
    }

    final void statementClosed() throws SQLException {
        openStatements--;
        Lease kept = left;
        if (openStatements == 0 && kept != null) {
            left = null;
            giveBack(kept, !autoCommit);
        }
    }

    final boolean inTransaction() {
        return !autoCommit && executedInTransaction;
    }

    /** Notes that the application declared the start of a transaction. */
    final void begin() {
        begun = true;
        begunIn = scope();
    }

    /** Notes that the transaction ended; {@code committed} if what it wrote holds. */
    final void ended(boolean committed) {
        if (committed && inTransaction() && isOnPrimary() && !isMarkedReadOnly() && unit != null) {
            unit.markWritten(cluster.name());
        }
        executedInTransaction = false;
        savepoints = false;
        begun = false;
        begunIn = null;
    }

    final boolean isMarkedReadOnly() {
        return session != null && Boolean.TRUE.equals(session.get(Setting.READ_ONLY));
    }

    final int isolation() {
        return session != null && session.get(Setting.ISOLATION) instanceof Integer asked
                ? asked
                : cluster.isolationByDefault();
    }

    final void release() throws SQLException {
        Lease kept = left;
        left = null;
        try {
            if (kept != null) {
                giveBack(kept, !autoCommit);
            }
        } finally {
            releaseCurrent();
        }
    }

    final SQLException failed(SQLException failure) {
        Lease current = lease;
        return current == null ? failure : Advice.onFailure(failure, this, current);
    }

    /** The node that unrouted questions prefer: the one that work would go to. */
    final Node preferredNode() {
        keyword = Keyword.READING;
        Reason reason = DecisionTable.decide(this);
        if (reason.target() == Target.REPLICA) {
            Node replica = cluster.chooseReplica(unit == null ? null : unit.replica(cluster.name()));
            if (replica != null) {
                return replica;
            }
        }
        return cluster.primary();
    }

    final @Nullable Credentials credentials() {
        return credentials;
    }

    abstract void checkOpen() throws SQLException;

    /** The code that asks, for messages. */
    final String asker() {
        ReplicationScope scope = scope();
        String origin = scope == null ? null : scope.origin(cluster.name());
        if (origin != null) {
            return origin;
        }
        String handler = unit == null ? null : unit.handler();
        return handler == null ? "unknown" : handler;
    }

    // ---- Moving between nodes

    private Lease onReplica(Reason reason) throws SQLException {
        Lease current = lease;
        if (current != null && !current.node.isPrimary()) {
            return current;
        }
        Exception why = null;
        Node replica = unitsReplica();
        if (replica != null) {
            try {
                return on(replica, reason);
            } catch (NodeGaveNothingException e) {
                why = e.reason();
            }
        }
        if (unit != null) {
            unit.leaveReplica(cluster.name());
        }
        return fallBack(reason, why);
    }

    /** The replica that this unit reads from: one per unit and cluster, so that it does not see time go backwards. */
    private @Nullable Node unitsReplica() {
        if (unit == null) {
            return cluster.chooseReplica(null);
        }
        if (unit.hasLeftReplica(cluster.name())) {
            return null;
        }
        String kept = unit.replica(cluster.name());
        Node chosen = cluster.chooseReplica(kept);
        if (chosen == null || kept != null) {
            return chosen;
        }
        kept = unit.keepReplica(cluster.name(), chosen.name());
        return kept.equals(chosen.name()) ? chosen : cluster.chooseReplica(kept);
    }

    private Lease fallBack(Reason reason, @Nullable Exception why) throws SQLException {
        ReplicationScope scope = scope();
        Fallback asked = scope == null ? Fallback.DEFAULT : scope.fallback(cluster.name());
        if ((asked == Fallback.DEFAULT ? settings.fallback : asked) == Fallback.PRIMARY) {
            return on(cluster.primary(), Reason.NO_REPLICA_UP);
        }
        throw new NoNodeAvailableException(
                "No replica of cluster '" + cluster.name() + "' can serve this read (" + reason + "): "
                        + cluster.describeReplicas()
                        + "; the fallback to the primary is off (replicated.fallback=fail)",
                why);
    }

    /** Takes a lease on the node, after giving back one on another node; keeps one that is there already. */
    private Lease on(Node node, Reason reason) throws SQLException {
        Lease current = lease;
        if (current != null && current.node == node) {
            return current;
        }
        leaveCurrent();
        Lease taken = take(node, reason);
        lease = taken;
        leaseNumber++;
        cluster.listeners().leased(taken.route);
        if (unit != null) {
            unit.routed(taken.route);
        }
        return taken;
    }

    private Lease take(Node node, Reason reason) throws SQLException {
        Connection connection;
        try {
            connection = node.lease(credentials);
        } catch (SQLException | RuntimeException e) {
            cluster.passOver(node, e);
            if (node.isPrimary()) {
                throw e;
            }
            throw new NodeGaveNothingException(e);
        }
        cluster.gaveConnection(node);
        if (!autoCommitKnown) {
            adoptAutoCommit(connection);
        }
        return Lease.of(connection, node, node.route(reason), session, autoCommit);
    }

    private void adoptAutoCommit(Connection first) throws SQLException {
        autoCommit = cluster.learnFrom(first).autoCommit();
        autoCommitKnown = true;
        if (!autoCommit) {
            begin();
        }
    }

    private void leaveCurrent() throws SQLException {
        if (openStatements > 0) {
            left = lease;
            lease = null;
        } else {
            releaseCurrent();
        }
        executedInTransaction = false;
    }

    private void releaseCurrent() throws SQLException {
        Lease current = lease;
        lease = null;
        if (current != null) {
            giveBack(current, inTransaction());
        }
    }

    private void giveBack(Lease back, boolean inTransaction) throws SQLException {
        try {
            back.giveBack(inTransaction);
        } finally {
            cluster.listeners().released(back.route);
        }
    }

    /** Never silently the wrong node: what cannot follow to the primary fails, and a late write is told about. */
    private void refuseWhatCannotMove(Reason reason) throws SQLException {
        Lease current = lease;
        if (current != null && isHeld() && !canLeave(reason)) {
            throw Advice.conflict(this, current);
        }
        if (reason == Reason.WRITE_AFTER_REPLICA_READ || reason == Reason.WRITE_STATEMENT) {
            Advice.onRepair(this, reason);
        }
    }

    /** A transaction moves only to save a late write, and only where its isolation promised no common snapshot. */
    private boolean canLeave(Reason reason) {
        if (pinned || savepoints) {
            return false;
        }
        return !inTransaction()
                || (reason != Reason.EXPLICIT_PRIMARY && isolation() <= Connection.TRANSACTION_READ_COMMITTED);
    }

    private @Nullable ReplicationScope scope() {
        ReplicationScope current = unit == null ? null : ReplicationScope.current();
        return current != null && current.unit() == unit ? current : null;
    }

    private @Nullable Target targetOf(@Nullable ReplicationScope scope) {
        return scope == null ? null : scope.target(cluster.name());
    }

    /** A replica's pool failed to give a connection: the read goes elsewhere. */
    private static final class NodeGaveNothingException extends SQLException {
        private static final long serialVersionUID = 1;

        private final Exception reason;

        NodeGaveNothingException(Exception reason) {
            this.reason = reason;
        }

        Exception reason() {
            return reason;
        }
    }
}
