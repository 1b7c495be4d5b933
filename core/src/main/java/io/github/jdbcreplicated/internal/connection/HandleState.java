package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Consistency;
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
import io.github.jdbcreplicated.internal.unit.ClusterMarks;
import io.github.jdbcreplicated.spi.TransactionHint.Transaction;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a handle when a decision is taken: its unit and scope, its transaction, and what it has done.
 *
 * <p>Used by one thread at a time, as JDBC connections are.
 */
abstract class HandleState implements Situation {
    /** Of {@link #facts}: whether work commits by itself. */
    static final int AUTO_COMMIT = 1;

    /** False while no pool has shown how its connections come: then the first lease decides. */
    static final int AUTO_COMMIT_KNOWN = 1 << 1;

    /** Kept on its node until it is closed. */
    static final int PINNED = 1 << 2;

    /** Something was executed since the transaction began, or would have. */
    static final int EXECUTED = 1 << 3;

    static final int READ_FROM_REPLICA = 1 << 4;

    /** Whether the application said so when its transaction began. */
    private static final int BEGUN = 1 << 5;

    /** Whether the unit counts this handle's transaction, or the statement that is one, as on the primary and writing. */
    private static final int COUNTED_OPEN = 1 << 6;

    /** Whether the application said whether it only reads. */
    static final int READ_ONLY_SET = 1 << 7;

    /** What it said. */
    private static final int READ_ONLY = 1 << 8;

    private static final AtomicReferenceFieldUpdater<HandleState, @Nullable RareState> RARE =
            AtomicReferenceFieldUpdater.newUpdater(HandleState.class, RareState.class, "rare");

    final RoutingSettings settings;

    /** What this handle's unit did in this cluster; null without a unit. */
    private final @Nullable ClusterMarks marks;

    /** Null while this handle has none of it, as most never do. Written once, by any thread; read by any. */
    private volatile @Nullable RareState rare;

    /** One bit each, as one handle is made for every connection that the application asks for. */
    private short facts;

    /** The {@link Keyword#place} of the work decided on last. */
    private byte keyword = Keyword.READING.place();

    HandleState(RoutingSettings settings, @Nullable UnitOfWork unit, @Nullable Credentials credentials) {
        this.settings = settings;
        this.marks = unit == null ? null : unit.ledger().in(settings.cluster.positions());
        if (credentials != null) {
            rare().credentials = credentials;
        }
        ConnectionDefaults defaults = settings.cluster.connections().defaults();
        note(AUTO_COMMIT_KNOWN, defaults != null);
        note(AUTO_COMMIT, defaults == null || defaults.autoCommit());
        if (!is(AUTO_COMMIT)) {
            begin();
        }
    }

    final Cluster cluster() {
        return settings.cluster;
    }

    /** The unit of work that asked for this handle; null where none did. */
    final @Nullable UnitOfWork unit() {
        return marks == null ? null : marks.unit();
    }

    /** What this handle's unit did in this cluster; null without a unit. */
    final @Nullable ClusterMarks marks() {
        return marks;
    }

    /** Whether this is so, one of the facts above. */
    final boolean is(int fact) {
        return (facts & fact) != 0;
    }

    final void note(int fact, boolean holds) {
        facts = (short) (holds ? facts | fact : facts & ~fact);
    }

    final void keyword(Keyword work) {
        keyword = work.place();
    }

    /** The lease now; null when there is none. */
    abstract @Nullable Lease current();

    // ---- The situation that the decision table looks at

    @Override
    public RoutingMode mode() {
        return settings.mode();
    }

    /** An open statement does not keep a handle on a replica that may lack what reads must not fall behind. */
    @Override
    public boolean isHeld() {
        Lease current = current();
        return current != null
                && (is(PINNED) || inTransaction() || (current.isInUse() && (isOnPrimary() || !mayBeBehind(current))));
    }

    /** Whether the unit has written, or its floor has changed, since the replica of this lease was chosen. */
    final boolean mayBeBehind(Lease replica) {
        ClusterMarks marks = marks();
        if (marks == null) {
            return false;
        }
        Position floor = marks.floor();
        return marks.hasWritten()
                || (floor != null && !floor.equals(replica.floor()) && consistency() != Consistency.EVENTUAL);
    }

    @Override
    public boolean isOnPrimary() {
        Lease current = current();
        return current != null && current.isForWriting();
    }

    @Override
    public boolean isScoped() {
        return marks != null && marks.unit().isActive();
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
        return now == Target.PRIMARY || is(AUTO_COMMIT) || !is(BEGUN) ? now : targetOf(begunIn());
    }

    @Override
    public @Nullable Target inferredTarget() {
        return marks == null ? null : marks.unit().inferredTarget();
    }

    @Override
    public boolean hasWritten() {
        ClusterMarks marks = marks();
        return marks != null && marks.hasWritten();
    }

    /** Whether this handle's unit is being run once more. */
    final boolean hasBegunAgain() {
        return marks != null && marks.unit().ledger().hasBegunAgain();
    }

    @Override
    public boolean isPositionUnknown() {
        ClusterMarks marks = marks();
        Position floor = marks == null ? null : marks.floor();
        return floor != null && !floor.isKnown() && consistency() != Consistency.EVENTUAL;
    }

    /** What the reads of this handle are promised. */
    final Consistency consistency() {
        ReplicationScope scope = scope();
        Consistency asked = scope == null
                ? Consistency.DEFAULT
                : scope.consistency(cluster().name());
        return asked == Consistency.DEFAULT ? cluster().freshness().level() : asked;
    }

    /** Notes work that is about to be sent to the primary. */
    final void noteWorkOnPrimary(ClusterMarks marks, Keyword work) {
        if (work == Keyword.WRITING) {
            marks.markWritten();
        }
        if (work != Keyword.WRITING && isReadOnlyTransaction()) {
            return;
        }
        if (!is(AUTO_COMMIT)
                || work == Keyword.WRITING
                || presumesWrites()
                || (work == Keyword.NEUTRAL && marks.hasWritten())) {
            countOpen(marks);
        }
    }

    /** Notes that what was sent was answered: if that ended a transaction, no capture taken before covers it. */
    final void answered() {
        if (is(COUNTED_OPEN)) {
            countedWasAnswered();
        }
    }

    private void countedWasAnswered() {
        if (marks != null && (is(AUTO_COMMIT) || keyword() == Keyword.NEUTRAL)) {
            marks.mayHaveWritten();
            if (is(AUTO_COMMIT)) {
                note(COUNTED_OPEN, false);
                marks.transactionEnded();
            }
        }
    }

    /** Whether what was sent last ends a transaction that may have written, if it ends one: it may be a COMMIT by text. */
    final boolean mayHaveCommittedByText() {
        return keyword() == Keyword.NEUTRAL && (presumesWrites() || hasWritten());
    }

    /** Whether work that does not look like a write may be one all the same, for who comes after. */
    final boolean presumesWrites() {
        ReplicationScope scope = scope();
        if (scope != null && scope.isReadingOnly(cluster().name())) {
            return false;
        }
        Target explicit = explicitTarget();
        return explicit == null ? inferredTarget() != Target.REPLICA : explicit == Target.PRIMARY;
    }

    private void countOpen(ClusterMarks marks) {
        if (!is(COUNTED_OPEN)) {
            note(COUNTED_OPEN, true);
            marks.transactionBegan();
        }
    }

    /** The unit learns of the write before it learns of the end, so that nobody sees neither. */
    private void countEnded(boolean mayHaveWritten) {
        ClusterMarks marks = marks();
        if (is(COUNTED_OPEN) && marks != null) {
            note(COUNTED_OPEN, false);
            if (mayHaveWritten) {
                marks.markWritten();
                marks.mayHaveWritten();
            }
            marks.transactionEnded();
        }
    }

    /** Notes that this handle was closed: a transaction that nobody ended may have been committed behind its back. */
    final void abandoned() {
        if (is(COUNTED_OPEN)) {
            countEnded(presumesWrites() || hasWritten());
        }
    }

    @Override
    public boolean isReadWriteTransaction() {
        return !settings.readWriteTransactionsByTarget && settings.transactionHint.current() == Transaction.READ_WRITE;
    }

    @Override
    public Keyword keyword() {
        return Keyword.at(keyword);
    }

    @Override
    public boolean hasReadFromReplica() {
        return is(READ_FROM_REPLICA);
    }

    /** The node that unrouted questions prefer: the one that work would go to. */
    final Node preferredNode() {
        keyword(Keyword.READING);
        Reason reason = DecisionTable.decide(this);
        if (reason.target() == Target.REPLICA) {
            ClusterMarks marks = marks();
            Node replica = cluster().chooseReplica(marks == null ? null : ReplicaChoice.kept(marks), null);
            if (replica != null) {
                return replica;
            }
        }
        return cluster().primary();
    }

    // ---- The transaction

    final boolean inTransaction() {
        return !is(AUTO_COMMIT) && is(EXECUTED);
    }

    /** Notes that the application declared the start of a transaction. */
    final void begin() {
        note(BEGUN, true);
        ReplicationScope scope = scope();
        if (scope != begunIn()) {
            rare().begunIn = scope;
        }
    }

    /** Notes that the transaction ended; {@code committed} if what it wrote holds. */
    final void ended(boolean committed) {
        countEnded(committed);
        note(EXECUTED, false);
        note(BEGUN, false);
        RareState known = rare;
        if (known != null) {
            known.savepoints = false;
            known.begunIn = null;
        }
    }

    final boolean isMarkedReadOnly() {
        return is(READ_ONLY);
    }

    /** Notes that the application said whether it only reads. */
    final void markReadOnly(boolean readOnly) {
        note(READ_ONLY_SET, true);
        note(READ_ONLY, readOnly);
    }

    /** Drivers hold transactions to the mark, and not what is sent outside of one (PostgreSQL's readOnlyMode). */
    final boolean isReadOnlyTransaction() {
        return !is(AUTO_COMMIT) && isMarkedReadOnly();
    }

    final int isolation() {
        SessionSettings session = session();
        return session != null && session.get(Setting.ISOLATION) instanceof Integer asked
                ? asked
                : cluster().connections().isolationByDefault();
    }

    /** Keeps this handle on its node until it is closed. */
    final void pin() {
        note(PINNED, true);
    }

    // ---- What few handles have

    final @Nullable Credentials credentials() {
        RareState known = rare;
        return known == null ? null : known.credentials;
    }

    /** What the application set; null while it set nothing. */
    final @Nullable SessionSettings session() {
        RareState known = rare;
        return known == null ? null : known.session;
    }

    /** What of it there is; null for none. */
    final @Nullable RareState ifRare() {
        return rare;
    }

    final RareState rare() {
        RareState known = rare;
        if (known != null) {
            return known;
        }
        RareState made = new RareState();
        return RARE.compareAndSet(this, null, made) ? made : rare();
    }

    // ---- Who asks

    /** The code that asks, for messages. */
    final String asker() {
        ReplicationScope scope = scope();
        String origin = scope == null ? null : scope.origin(cluster().name());
        if (origin != null) {
            return origin;
        }
        String handler = marks == null ? null : marks.unit().handler();
        return handler == null ? "unknown" : handler;
    }

    final boolean hasSavepoints() {
        RareState known = rare;
        return known != null && known.savepoints;
    }

    private @Nullable ReplicationScope begunIn() {
        RareState known = rare;
        return known == null ? null : known.begunIn;
    }

    /** The thread's scope if it is one of this unit; null also where none of the unit's has ever asked for anything. */
    final @Nullable ReplicationScope scope() {
        if (marks == null || !marks.unit().isAskedByScopes()) {
            return null;
        }
        ReplicationScope current = ReplicationScope.current();
        return current != null && current.unit() == marks.unit() ? current : null;
    }

    private @Nullable Target targetOf(@Nullable ReplicationScope scope) {
        return scope == null ? null : scope.target(cluster().name());
    }
}
