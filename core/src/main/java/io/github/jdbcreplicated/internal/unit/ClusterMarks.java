package io.github.jdbcreplicated.internal.unit;

import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work did in one cluster, and what its reads there must not fall behind.
 *
 * <p>Used by every thread that works for the unit.
 */
public final class ClusterMarks {
    private static final AtomicIntegerFieldUpdater<ClusterMarks> WORKS =
            AtomicIntegerFieldUpdater.newUpdater(ClusterMarks.class, "works");
    private static final AtomicIntegerFieldUpdater<ClusterMarks> ON_BUDGET =
            AtomicIntegerFieldUpdater.newUpdater(ClusterMarks.class, "onBudget");
    private static final AtomicIntegerFieldUpdater<ClusterMarks> OPEN_TRANSACTIONS =
            AtomicIntegerFieldUpdater.newUpdater(ClusterMarks.class, "openTransactions");

    private static final AtomicReferenceFieldUpdater<ClusterMarks, @Nullable Before> BEFORE =
            AtomicReferenceFieldUpdater.newUpdater(ClusterMarks.class, Before.class, "before");
    private static final AtomicReferenceFieldUpdater<ClusterMarks, @Nullable Replica> REPLICA =
            AtomicReferenceFieldUpdater.newUpdater(ClusterMarks.class, Replica.class, "replica");

    final Positions positions;

    private final UnitOfWork unit;
    final @Nullable ClusterMarks next;

    /** What came with the client; raised by whoever continues from another token, under this object's lock. */
    private volatile @Nullable Position arrived;

    /** As {@link #arrived}, of the tokens that could be read. Written as that. */
    private volatile @Nullable Position verified;

    /** What reads must not fall behind; null for nothing. Raised under this object's lock, read at every decision. */
    private volatile @Nullable Position floor;

    /** How many reads of this unit are on the primary's budget; counted by any thread of the unit. */
    private volatile int onBudget;

    /** How often work was done on the primary that may have written; counted by any thread of the unit. */
    private volatile int works;

    /** How many of {@link #works} the floor covers; written under this object's lock. */
    private volatile int captured;

    /** Transactions on the primary that may write and have not ended; counted by any thread of the unit. */
    private volatile int openTransactions;

    /** The primary when this unit first worked there; null before. Written by the first who does, read by captures. */
    private volatile @Nullable Before before;

    /** Written by the thread that lost a commit, only ever to true; read by captures and decisions. */
    private volatile boolean outcomeUnknown;

    /** Written by any thread of the unit, only ever to true; read at every decision. */
    private volatile boolean written;

    /** Written by the first thread that chooses, and by those whose choice has failed; read at every decision. */
    private volatile @Nullable Replica replica;

    /** Written under this object's lock as the unit begins again; read as it chooses a replica. */
    private volatile @Nullable Replica avoided;

    /** Written by the thread whose replica failed, only ever to true; read at every decision. */
    private volatile boolean replicaLeft;

    /** The run that the client last read from, of its token; 0 for none. Written as {@link #arrived}. */
    private volatile long seenOn;

    /** The run that this unit last read from where reads must not go back in time; 0 for none. Written by who reads. */
    private volatile long readOn;

    /** How often it read on the primary where reads must not go back in time; written under this object's lock. */
    private volatile int primaryReads;

    /** How many of {@link #primaryReads} a capture covers; written under this object's lock. */
    private volatile int capturedReads;

    /** How often an unknown position came; written under this object's lock, read before each capture. */
    private volatile int unknowns;

    /** The latest position captured; null before. Written under this object's lock. */
    private volatile @Nullable Position lastCapture;

    /** What a lease was to be verified for last; null before. Written and read by any thread of the unit. */
    private volatile @Nullable Demand demand;

    ClusterMarks(UnitOfWork unit, Positions positions, Came came, @Nullable ClusterMarks next) {
        this.unit = unit;
        this.positions = positions;
        this.next = next;
        this.arrived = came.floor();
        this.verified = came.verified();
        this.floor = arrived;
        this.seenOn = came.seenOn();
        this.unknowns = arrived == null || arrived.isKnown() ? 0 : 1;
    }

    /** The unit whose marks these are. */
    public UnitOfWork unit() {
        return unit;
    }

    // ---- What was done

    /** Notes that work on the primary may have written; what was seen by now may be that already. */
    public void mayHaveWritten() {
        noteBefore(false);
        WORKS.incrementAndGet(this);
    }

    /** Notes that this unit writes, such that its reads go to the primary. */
    public void markWritten() {
        written = true;
    }

    public boolean hasWritten() {
        return written;
    }

    /** Whether this unit has written, or did work on the primary that may have. */
    boolean mayHaveChangedData() {
        return written || works > 0 || openTransactions > 0;
    }

    /** Notes that a read of this unit is on the primary's budget, or is no more. */
    public void onBudget(int more) {
        ON_BUDGET.addAndGet(this, more);
    }

    /** Whether a read of this unit is on the primary's budget. */
    public boolean isOnBudget() {
        return onBudget > 0;
    }

    /** Notes that nobody knows whether a commit of this unit took effect. */
    public void loseOutcome() {
        outcomeUnknown = true;
        written = true;
    }

    /** Notes that a transaction on the primary that may write has begun. */
    public void transactionBegan() {
        noteBefore(true);
        OPEN_TRANSACTIONS.incrementAndGet(this);
    }

    /** Notes that a transaction that {@link #transactionBegan} counted has ended. */
    public void transactionEnded() {
        OPEN_TRANSACTIONS.decrementAndGet(this);
    }

    /** Of threads that begin at once the first: what another saw later, this one's work may have done. */
    private void noteBefore(boolean begins) {
        if (before == null) {
            BEFORE.compareAndSet(this, null, Before.now(positions, begins));
        }
    }

    /**
     * The primary as it was last observed.
     *
     * @param position what says no more than this was not written since
     */
    private record Before(Incarnation run, Position position) {
        /**
         * The run first, which a capture asks for: another may have lost its tail and come there again. One that nobody has
         * seen is none that a capture can be sure to ask.
         */
        static Before now(Positions positions, boolean begins) {
            Incarnation seen = positions.primaryRun();
            return new Before(
                    seen == null ? Incarnation.NEVER_SEEN : seen, begins ? positions.lastSeen() : Position.UNKNOWN);
        }
    }

    // ---- What reads must not fall behind

    /** What reads must not fall behind; null for nothing. Work that was not captured is not in it. */
    public @Nullable Position floor() {
        return outcomeUnknown ? Position.UNKNOWN : floor;
    }

    /** As {@link #floor()}, with what this unit itself may have written captured first. */
    public @Nullable Position ownFloor() {
        if (outcomeUnknown || (captured != works && !capture().isKnown())) {
            return Position.UNKNOWN;
        }
        return floor;
    }

    /** A floor for a reader of whom nothing is known: whatever was committed until now. Captured once. */
    public @Nullable Position freshFloor() {
        if (floor != null && captured == works) {
            return floor;
        }
        Position now = capture();
        return now.isKnown() ? raiseTo(now) : now;
    }

    private Position capture() {
        if (outcomeUnknown) {
            return Position.UNKNOWN;
        }
        int covered = works;
        int answered = unknowns;
        int read = primaryReads;
        Before work = before;
        Position now = positions.capture(work == null ? null : work.run());
        if (now.isKnown()) {
            captured(now, covered, answered, read);
        }
        return now;
    }

    /**
     * An unknown floor gives way if it came before the question. What was known before this unit worked was not written by
     * it. Another thread's answer to a later question may have come before this one.
     */
    private synchronized void captured(Position now, int covered, int answered, int read) {
        captured = Math.max(captured, covered);
        capturedReads = Math.max(capturedReads, read);
        lastCapture = raised(lastCapture, now);
        Before work = before;
        boolean saysMore = work == null || !work.position().covers(now);
        if (floor != null && !floor.isKnown()) {
            floor = answered == unknowns ? lastCapture : floor;
        } else if (saysMore) {
            floor = raised(floor, now);
        }
    }

    private synchronized Position raiseTo(Position now) {
        Position raised = raised(floor, now);
        floor = raised;
        return raised;
    }

    /** Has reads not fall behind this token either. */
    void continueFrom(ConsistencyToken token) {
        raise(Came.with(token, ConsistencyToken.NONE, positions));
    }

    private synchronized void raise(Came came) {
        Position more = came.floor();
        if (more != null) {
            arrived = raised(arrived, more);
            verified = came.verified() == null ? verified : raised(verified, came.verified());
            floor = raised(floor, more);
            noteUnknown(more);
        }
        seenOn = came.seenOn() == 0 ? seenOn : came.seenOn();
    }

    /**
     * What tokens say of one cluster. Found out without any lock: listeners are told of doubts about it.
     *
     * @param verified as the floor, of the tokens that could be read
     */
    record Came(@Nullable Position floor, @Nullable Position verified, long seenOn) {
        private static final Came NOTHING = new Came(null, null, 0);

        /** What {@code token} says; {@code readable} is what could be read of it, where not all could. */
        static Came with(ConsistencyToken token, ConsistencyToken readable, Positions positions) {
            if (token.isEmpty()) {
                return NOTHING;
            }
            Position floor = positions.floorOf(token);
            return new Came(
                    floor,
                    token.isUnverified() ? positions.floorOf(readable) : floor,
                    token.seenOn(positions.cluster(), positions.system()));
        }
    }

    private synchronized void noteUnknown(@Nullable Position came) {
        if (came != null && !came.isKnown()) {
            unknowns++;
        }
    }

    /** Takes back what came with the client and could not be read: the budget for such is spent. */
    public synchronized void disregardArrived() {
        Position last = lastCapture;
        arrived = verified;
        floor = last == null ? verified : raised(verified, last);
    }

    /** Has the client's position, which the primary has not reached, replaced by one that it has. */
    public synchronized void replaceArrived() {
        Position reached = positions.lastSeen();
        Position due = floor;
        if (due != null && due.isKnown()) {
            floor = reached.isKnown() ? reached : lastCapture;
        }
    }

    /** What the lease of a read has to be verified for; the same object while it is the same. */
    public Demand demand(@Nullable Position from, long lastSeenOn, long arrivedBy) {
        Demand last = demand;
        if (last != null && last.is(from, lastSeenOn, arrivedBy)) {
            return last;
        }
        Demand next = new Demand(from, lastSeenOn, arrivedBy);
        demand = next;
        return next;
    }

    // ---- What the client is told

    /** What the client brought. */
    Told brought() {
        return new Told(arrived, seenOn);
    }

    /** What the client has to know now; captures what is not yet. */
    Told told() {
        return positions.areTold() ? toldNow() : brought();
    }

    private Told toldNow() {
        if (outcomeUnknown || openTransactions > 0) {
            return new Told(Position.UNKNOWN, seenOn());
        }
        if (captured != works && !capture().isKnown()) {
            return new Told(Position.UNKNOWN, seenOn());
        }
        Position last = lastCapture;
        boolean coversReads = primaryReads > 0 && primaryReads == capturedReads;
        return coversReads && last != null ? new Told(raised(floor, last), 0) : new Told(floor, seenOn());
    }

    private static Position raised(@Nullable Position floor, Position more) {
        return floor == null ? more : Position.max(floor, more);
    }

    /** What a client knows of one cluster, as in a token. */
    record Told(@Nullable Position position, long seenOn) {}

    // ---- The replica

    public @Nullable Replica replica() {
        return replica;
    }

    /** Keeps this unit on one replica: answers {@code node}, or the one that another thread chose first. */
    public Replica keepReplica(Replica node) {
        Replica kept = REPLICA.compareAndSet(this, null, node) ? node : replica;
        return kept == null ? keepReplica(node) : kept;
    }

    /** Keeps this unit on {@code other} if it was kept on {@code failed}; answers the one that it is kept on now. */
    public Replica replaceReplica(Replica failed, Replica other) {
        return REPLICA.compareAndSet(this, failed, other) ? other : keepReplica(other);
    }

    /** Whether this unit has lost its replica, and so reads from the primary. */
    public boolean hasLeftReplica() {
        return replicaLeft;
    }

    /** Notes that this unit's replica cannot serve it any more. */
    public void leaveReplica() {
        replicaLeft = true;
    }

    /** The replica that let this unit down before it began again; null for none. */
    public @Nullable Replica avoided() {
        return avoided;
    }

    /** Forgets where this unit has read: what it read was seen by nobody. */
    synchronized void beginAgain(boolean withoutReplica) {
        avoided = replicaLeft ? replica : null;
        replica = null;
        replicaLeft = withoutReplica;
        readOn = 0;
    }

    /** The run that the client last read from, where its reads must not go back in time; 0 for none. */
    public long seenOn() {
        return readOn != 0 ? readOn : seenOn;
    }

    /** Whether this unit itself has read where reads must not go back in time. */
    public boolean hasRead() {
        return readOn != 0;
    }

    /** Notes a read on a run, where reads must not go back in time: on no replica behind one on the primary. */
    public synchronized void readOn(long fingerprint, boolean primary) {
        if (primary) {
            primaryReads++;
        }
        if (primary || primaryReads == 0) {
            readOn = fingerprint;
        }
    }
}
