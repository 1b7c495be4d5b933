package io.github.jdbcreplicated.spi;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.internal.unit.ClusterMarks;
import io.github.jdbcreplicated.internal.unit.Replica;
import io.github.jdbcreplicated.internal.unit.UnitLedger;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request, job or message: what was inferred about it, and what it has done so far.
 *
 * <p>Thread-safe. A unit is active while a {@link ReplicationScope} of it is open on some thread; a connection that it
 * asked for and that is used afterwards counts as having no scope. It may become active again (an error or async
 * dispatch of the same request).
 */
public final class UnitOfWork {

    /** What happened to a unit that its integration may want to know at the end. */
    public enum Mark {
        /** A replica refused a write, or the library foresaw that it would. */
        REFUSED,
        /** The connection to a node was lost. */
        LOST,
        /** A replica cancelled a read because of replayed changes. */
        RECOVERY_CONFLICT,
        /** A server had another role than the one it was leased for. */
        ROLE_CHANGED,
        /** Code asked for another node than the one its transaction was on. */
        ROUTE_CONFLICT,
        /** A read was served by a replica that may be later than any read should see. */
        STALE,
        /** No node could serve something that was asked for. */
        UNAVAILABLE;

        @SuppressWarnings("EnumOrdinal") // nothing outlives the JVM that numbered them
        private int bit() {
            return 1 << ordinal();
        }
    }

    private static final AtomicIntegerFieldUpdater<UnitOfWork> OPEN_SCOPES =
            AtomicIntegerFieldUpdater.newUpdater(UnitOfWork.class, "openScopes");
    private static final AtomicIntegerFieldUpdater<UnitOfWork> HAPPENED =
            AtomicIntegerFieldUpdater.newUpdater(UnitOfWork.class, "happened");

    /** Written by the integration before work starts, or starts again; read at every decision. */
    private volatile @Nullable Target inferredTarget;

    /** Scopes open on any thread; written by scopes as they open and close, read at every decision. */
    private volatile int openScopes;

    /** Written by scopes before they are the thread's, only ever to true; read at every decision. */
    private volatile boolean askedByScopes;

    private final UnitLedger ledger = new UnitLedger(this);

    /** The {@link Mark#bit} of each that happened; written by any thread of the unit, read by its integration. */
    private volatile int happened;

    /** Written by the integration before work starts; read at every lease. */
    private volatile @Nullable Consumer<Route> routeObserver;

    /** Written by the integration before work starts; read when something happened. */
    private volatile @Nullable Consumer<Mark> markObserver;

    /** Written by the integration before work starts; read when something happened. */
    private volatile BooleanSupplier repeatable = () -> false;

    /** Written by the integration once the handler is known; read when something went wrong. */
    private volatile @Nullable String handler;

    private UnitOfWork(@Nullable Target inferredTarget) {
        this.inferredTarget = inferredTarget;
    }

    /** Creates a unit whose target was inferred, for example from the HTTP method. */
    public static UnitOfWork inferring(Target target) {
        return new UnitOfWork(Objects.requireNonNull(target, "target"));
    }

    /** Creates a unit about which nothing was inferred: where no explicit target applies, it reads from the primary. */
    public static UnitOfWork undetermined() {
        return new UnitOfWork(null);
    }

    /** The unit whose scope is the calling thread's innermost, or null. */
    public static @Nullable UnitOfWork current() {
        ReplicationScope scope = ReplicationScope.current();
        return scope == null ? null : scope.unit();
    }

    /** What was inferred about this unit; null when nothing was. */
    public @Nullable Target inferredTarget() {
        return inferredTarget;
    }

    /** Whether a scope of this unit is open on some thread. */
    public boolean isActive() {
        return openScopes > 0;
    }

    /** Whether any scope of this unit has ever asked for anything, so that what the thread's scope asks for matters. */
    public boolean isAskedByScopes() {
        return askedByScopes;
    }

    /** Called by a scope of this unit as it opens, with whether it asks for anything; not for applications. */
    public void scopeOpened(boolean asks) {
        if (asks) {
            askedByScopes = true;
        }
        OPEN_SCOPES.incrementAndGet(this);
    }

    /** Called by a scope of this unit as it closes; not for applications. */
    public void scopeClosed() {
        OPEN_SCOPES.decrementAndGet(this);
    }

    /** Has {@code observer} called, on the working thread, for each pooled connection that this unit takes. */
    public void observeRoutes(Consumer<Route> observer) {
        routeObserver = Objects.requireNonNull(observer, "observer");
    }

    /** Called by the data source when this unit has taken a pooled connection. */
    public void routed(Route route) {
        Consumer<Route> observer = routeObserver;
        if (observer != null) {
            observer.accept(route);
        }
    }

    /** Names the handler that serves this unit, for advice and messages. */
    public void setHandler(String handler) {
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    /** The handler that serves this unit; null when unknown. */
    public @Nullable String handler() {
        return handler;
    }

    /** Whether this unit has written to the cluster, or committed there a transaction that may have written. */
    public boolean hasWritten(String cluster) {
        ClusterMarks found = ledger.find(cluster);
        return found != null && found.hasWritten();
    }

    /** The replica that this unit reads from in the cluster; null while none was chosen. */
    public @Nullable String replica(String cluster) {
        ClusterMarks found = ledger.find(cluster);
        Replica kept = found == null ? null : found.replica();
        return kept == null ? null : kept.name();
    }

    /** Has this unit's reads not fall behind the token, besides what they must not fall behind already. */
    public void continueFrom(ConsistencyToken token) {
        ledger.continueFrom(Objects.requireNonNull(token, "token"));
    }

    /**
     * As {@link #continueFrom}, for what was learned on the way, such as the answer of another service: this unit's client
     * does not know it yet, so {@link #advancedToken()} tells it.
     */
    public void learn(ConsistencyToken token) {
        ledger.learn(Objects.requireNonNull(token, "token"));
    }

    /**
     * What those who come after this unit must not fall behind: what it continued from, and all that it did until now. May
     * wait for one round trip to the primary of each cluster it may have written to, at most the capture's time-out.
     */
    public ConsistencyToken token() {
        return ledger.token();
    }

    /**
     * As {@link #token()}, but null where that says no more than the tokens that this unit continued from, other than what
     * it learned.
     */
    public @Nullable ConsistencyToken advancedToken() {
        return ledger.advancedToken();
    }

    /** For this library's own use: the type is not exported. */
    @SuppressWarnings("exports")
    public UnitLedger ledger() {
        return ledger;
    }

    /** Has {@code observer} called, on the thread that it happens to, for each mark; after those that are called already. */
    public void observeMarks(Consumer<Mark> observer) {
        Objects.requireNonNull(observer, "observer");
        Consumer<Mark> others = markObserver;
        markObserver = others == null ? observer : others.andThen(observer);
    }

    /** Notes that something happened. */
    public void mark(Mark mark) {
        HAPPENED.getAndUpdate(this, before -> before | mark.bit());
        Consumer<Mark> observer = markObserver;
        if (observer != null) {
            observer.accept(mark);
        }
    }

    /**
     * Says while {@code condition} is true that an integration runs this unit's work once more if a replica lets it down.
     * What would otherwise be repaired on the way then fails, so that the work is done again from its beginning.
     */
    public void repeatableWhile(BooleanSupplier condition) {
        repeatable = Objects.requireNonNull(condition, "condition");
    }

    /** Whether this unit's work would be run once more. */
    public boolean isRepeatable() {
        return repeatable.getAsBoolean();
    }

    /** Whether this unit has written to any cluster, or may have. */
    public boolean hasWritten() {
        return ledger.hasWritten();
    }

    /**
     * Has this unit begin again, as if it had done nothing yet: its marks are gone, and it may read from another replica
     * than before. What it continued from stays. For integrations that run the same work once more.
     *
     * @param target what its work asks for now, in place of what was inferred
     */
    public void beginAgain(Target target) {
        inferredTarget = Objects.requireNonNull(target, "target");
        int before = HAPPENED.getAndSet(this, 0);
        ledger.beginAgain((before & Mark.RECOVERY_CONFLICT.bit()) != 0);
    }

    /** Whether this has happened so far. */
    public boolean has(Mark mark) {
        return (happened & mark.bit()) != 0;
    }

    /** What has happened so far; a copy. */
    public Set<Mark> marks() {
        int now = happened;
        return Stream.of(Mark.values()).filter(mark -> (now & mark.bit()) != 0).collect(Collectors.toUnmodifiableSet());
    }
}
