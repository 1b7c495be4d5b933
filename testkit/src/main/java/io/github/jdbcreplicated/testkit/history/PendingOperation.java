package io.github.jdbcreplicated.testkit.history;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation that has begun. Belongs to one thread; ends with the first call of {@link #end}. */
public final class PendingOperation {

    private final HistorySession session;
    private final Operation operation;
    private final String key;
    private final long id = HistoryRecorder.nextId();
    private List<Long> carried;
    private boolean gave;
    private Value value = Value.NONE;
    private @Nullable Place place;
    private @Nullable String reason;
    private @Nullable String outside;
    private boolean ended;
    private final long startNanos;

    PendingOperation(HistorySession session, Operation operation, String key, List<Long> carried) {
        this.session = session;
        this.operation = operation;
        this.key = key;
        this.carried = carried;
        this.startNanos = System.nanoTime();
    }

    /** The operation's id, by which others name its token. */
    public long id() {
        return id;
    }

    /** The request carried the tokens of these operations instead of the one the session holds; none is allowed. */
    @CanIgnoreReturnValue
    public PendingOperation carrying(List<Long> operations) {
        carried = List.copyOf(operations);
        return this;
    }

    /** The answer set a token. */
    @CanIgnoreReturnValue
    public PendingOperation gaveToken() {
        gave = true;
        return this;
    }

    /** What was written or seen. */
    @CanIgnoreReturnValue
    public PendingOperation value(Value seen) {
        value = seen;
        return this;
    }

    /** Where it ran. */
    @CanIgnoreReturnValue
    public PendingOperation place(Place where) {
        place = where;
        return this;
    }

    /** Why the router chose that node. */
    @CanIgnoreReturnValue
    public PendingOperation reason(String why) {
        reason = why;
        return this;
    }

    /** Why nothing was promised for this operation. */
    @CanIgnoreReturnValue
    public PendingOperation outside(String why) {
        outside = why;
        return this;
    }

    /**
     * Records the operation as ended now; call it right after the answer has arrived.
     *
     * @throws IllegalStateException if it has ended before
     */
    @CanIgnoreReturnValue
    public HistoryEvent end(Outcome outcome) {
        if (ended) {
            throw new IllegalStateException("Operation " + id + " of session " + session.name() + " has ended before");
        }
        ended = true;
        HistoryEvent event = new HistoryEvent(
                id,
                session.name(),
                operation,
                key,
                value,
                place,
                HistoryRecorder.since(startNanos),
                outcome,
                new Tokens(carried, gave),
                reason,
                outside);
        session.ended(event);
        return event;
    }
}
