package io.github.jdbcreplicated;

import com.google.errorprone.annotations.MustBeClosed;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of code that one target holds for.
 *
 * <pre>{@code
 * try (var scope = ReplicationScope.openPrimary()) {
 *     // reads here see every committed write
 * }
 * int total = ReplicationScope.onReplica(() -> reports.total());
 * }</pre>
 *
 * <p>Scopes nest, and closing one restores the one before. A scope belongs to the thread that opened it: it is closed
 * there, and other threads do not see it unless {@link #wrap(Runnable)} carried it to them. An outermost scope begins a
 * {@link UnitOfWork} of its own.
 */
public final class ReplicationScope implements AutoCloseable {

    /** Work that answers a value and may throw {@code X}. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        /** Does the work. */
        T get() throws X;
    }

    /** Work without a value that may throw {@code X}. */
    @FunctionalInterface
    public interface Action<X extends Exception> {
        /** Does the work. */
        void run() throws X;
    }

    /**
     * The innermost scope of each thread; written and read by that thread alone. A thread that has had one keeps an empty
     * place for the next, which keeps nothing alive: each request would otherwise have it made and removed.
     */
    private static final ThreadLocal<@Nullable ReplicationScope> CURRENT = new ThreadLocal<>();

    /** What closing restores. */
    private final @Nullable ReplicationScope outer;

    /** The scope of the same unit that this one is nested in, on whichever thread it was opened. */
    private final @Nullable ReplicationScope enclosing;

    private final @Nullable UnitOfWork unit;
    private final ScopeOptions options;
    private final Thread owner;

    /** Written and read by the owner. */
    private boolean closed;

    private ReplicationScope(
            @Nullable ReplicationScope outer,
            @Nullable ReplicationScope enclosing,
            @Nullable UnitOfWork unit,
            ScopeOptions options) {
        this.outer = outer;
        this.enclosing = enclosing;
        this.unit = unit;
        this.options = options;
        this.owner = Thread.currentThread();
    }

    /** Opens a scope with explicit target {@link Target#PRIMARY}, in every cluster. */
    @MustBeClosed
    public static ReplicationScope openPrimary() {
        return nest(ScopeOptions.PRIMARY);
    }

    /** Opens a scope with explicit target {@link Target#REPLICA}, in every cluster. */
    @MustBeClosed
    public static ReplicationScope openReplica() {
        return nest(ScopeOptions.REPLICA);
    }

    /** Starts to describe a scope with the given explicit target: for one cluster, with a fallback, with a name. */
    public static Description with(Target target) {
        return new Description(new ScopeOptions(Objects.requireNonNull(target, "target")));
    }

    /** Does {@code work} with explicit target {@link Target#PRIMARY} and answers its value. */
    public static <T extends @Nullable Object, X extends Exception> T onPrimary(Work<T, X> work) throws X {
        Objects.requireNonNull(work, "work");
        try (ReplicationScope scope = openPrimary()) {
            return work.get();
        }
    }

    /** Does {@code work} with explicit target {@link Target#PRIMARY}. */
    public static <X extends Exception> void onPrimary(Action<X> work) throws X {
        Objects.requireNonNull(work, "work");
        try (ReplicationScope scope = openPrimary()) {
            work.run();
        }
    }

    /** Does {@code work} with explicit target {@link Target#REPLICA} and answers its value. */
    public static <T extends @Nullable Object, X extends Exception> T onReplica(Work<T, X> work) throws X {
        Objects.requireNonNull(work, "work");
        try (ReplicationScope scope = openReplica()) {
            return work.get();
        }
    }

    /** Does {@code work} with explicit target {@link Target#REPLICA}. */
    public static <X extends Exception> void onReplica(Action<X> work) throws X {
        Objects.requireNonNull(work, "work");
        try (ReplicationScope scope = openReplica()) {
            work.run();
        }
    }

    /**
     * As {@link #onReplica(Work)}, but <b>does {@code work} a second time, from its beginning, when a replica let it
     * down</b>: on another node where the first was lost or cancelled a read, on the primary where it refused a write.
     * What {@code work} does besides reading from the database it then does twice.
     *
     * <p>Twice at most, one after the other on the calling thread, and only if nothing was written; also where
     * {@code work} hides the failure and answers something. The second result or failure is the caller's. Inside
     * another scope it runs once, as with {@link #onReplica(Work)}: what surrounds it belongs to the same piece of work
     * and cannot be done again from here.
     */
    public static <T extends @Nullable Object, X extends Exception> T onReplicaRepeatable(Work<T, X> work) throws X {
        Objects.requireNonNull(work, "work");
        return UnitOfWork.current() == null ? RepeatableWork.run(work) : onReplica(work);
    }

    /** As {@link #onReplicaRepeatable(Work)}, for work without a value: it <b>may be done twice</b>. */
    public static <X extends Exception> void onReplicaRepeatable(Action<X> work) throws X {
        Objects.requireNonNull(work, "work");
        ReplicationScope.<Boolean, X>onReplicaRepeatable(() -> {
            work.run();
            return true;
        });
    }

    /** Answers {@code task} such that, on whichever thread it runs, it runs in the scope that is current now. */
    public static Runnable wrap(Runnable task) {
        Objects.requireNonNull(task, "task");
        ReplicationScope captured = current();
        return () -> {
            try (ReplicationScope scope = resume(captured)) {
                task.run();
            }
        };
    }

    /** Answers {@code task} such that, on whichever thread it runs, it runs in the scope that is current now. */
    public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        ReplicationScope captured = current();
        return () -> {
            try (ReplicationScope scope = resume(captured)) {
                return task.call();
            }
        };
    }

    /** Answers an executor that runs each task in the scope that was current when the task was given to it. */
    public static Executor wrap(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return task -> executor.execute(wrap(task));
    }

    /**
     * What those who come after must not fall behind: all that the calling thread's unit of work has done until now, and
     * what it continued from. May wait for one round trip to the primary.
     *
     * @throws IllegalStateException if no scope is open on the calling thread
     */
    public static ConsistencyToken token() {
        UnitOfWork unit = UnitOfWork.current();
        if (unit == null) {
            throw new IllegalStateException(
                    "No ReplicationScope is open on this thread, so nothing is known of what it did; open one around the"
                            + " work whose token you want, for example ReplicationScope.openPrimary()");
        }
        return unit.token();
    }

    /**
     * Opens a scope whose reads do not fall behind the token, for work that goes on where other work ended: a job, a
     * message. It asks for no target of its own; the current unit of work, where there is one, does not fall behind the
     * token either.
     */
    @MustBeClosed
    public static ReplicationScope continueFrom(ConsistencyToken token) {
        Objects.requireNonNull(token, "token");
        ReplicationScope outer = current();
        if (outer == null || outer.unit == null) {
            UnitOfWork unit = UnitOfWork.undetermined();
            unit.continueFrom(token);
            return push(null, unit, ScopeOptions.INFERRED);
        }
        outer.unit.continueFrom(token);
        return push(outer.enclosing, outer.unit, outer.options);
    }

    /** The calling thread's innermost scope, or null. For integrations. */
    public static @Nullable ReplicationScope current() {
        return CURRENT.get();
    }

    /** Opens on this thread a scope of {@code unit}, in which its inferred target holds. For integrations. */
    @MustBeClosed
    public static ReplicationScope join(UnitOfWork unit) {
        return push(null, Objects.requireNonNull(unit, "unit"), ScopeOptions.INFERRED);
    }

    /** Opens on this thread a scope that equals {@code captured}, of any thread; null is as if none were open. */
    @MustBeClosed
    public static ReplicationScope resume(@Nullable ReplicationScope captured) {
        return captured == null
                ? push(null, null, ScopeOptions.INFERRED)
                : push(captured.enclosing, captured.unit, captured.options);
    }

    /** The unit of work that this scope belongs to; null where it only hides an outer one. For integrations. */
    public @Nullable UnitOfWork unit() {
        return unit;
    }

    /** What this scope asks for in the cluster; null where the inferred target holds. For integrations. */
    public @Nullable Target target(String cluster) {
        return rulingIn(cluster).target();
    }

    /** What a read of this scope does in the cluster when no replica can serve it. For integrations. */
    public Fallback fallback(String cluster) {
        return rulingIn(cluster).fallback();
    }

    /** What is promised about the reads of this scope in the cluster. For integrations. */
    public Consistency consistency(String cluster) {
        return rulingIn(cluster).consistency();
    }

    /** Whether the work of this scope in the cluster is known not to write. For integrations. */
    public boolean isReadingOnly(String cluster) {
        return rulingIn(cluster).readingOnly();
    }

    /** The code that asked for this scope's target in the cluster, for messages; null when unknown. */
    public @Nullable String origin(String cluster) {
        return rulingIn(cluster).origin();
    }

    /**
     * Ends this scope and restores the one before; a second call does nothing.
     *
     * @throws IllegalStateException if it was opened by another thread (nothing changes), or if scopes opened inside it
     *     are still open (they are closed with it)
     */
    @Override
    public void close() {
        if (owner != Thread.currentThread()) {
            throw new IllegalStateException("ReplicationScope " + this + " was opened by thread '" + owner.getName()
                    + "' and cannot be closed by thread '"
                    + Thread.currentThread().getName()
                    + "'; use ReplicationScope.wrap to carry a scope to another thread");
        }
        if (closed) {
            return;
        }
        ReplicationScope innermost = current();
        ReplicationScope scope = innermost;
        while (scope != null && scope != this) {
            scope.pop();
            scope = scope.outer;
        }
        pop();
        if (innermost != this) {
            throw new IllegalStateException("ReplicationScope " + this + " was closed before the scope " + innermost
                    + " that was opened inside it; both are closed now. Use try-with-resources");
        }
    }

    @Override
    public String toString() {
        return options.toString();
    }

    @MustBeClosed
    private static ReplicationScope nest(ScopeOptions options) {
        ReplicationScope outer = current();
        return outer == null || outer.unit == null
                ? push(null, UnitOfWork.undetermined(), options)
                : push(outer, outer.unit, options);
    }

    @MustBeClosed
    private static ReplicationScope push(
            @Nullable ReplicationScope enclosing, @Nullable UnitOfWork unit, ScopeOptions options) {
        ReplicationScope scope = new ReplicationScope(current(), enclosing, unit, options);
        if (unit != null) {
            unit.scopeOpened(options.ask());
        }
        CURRENT.set(scope);
        return scope;
    }

    private void pop() {
        closed = true;
        if (unit != null) {
            unit.scopeClosed();
        }
        CURRENT.set(outer);
    }

    private ScopeOptions rulingIn(String cluster) {
        ReplicationScope scope = this;
        while (scope != null) {
            if (scope.options.appliesTo(cluster)) {
                return scope.options;
            }
            scope = scope.enclosing;
        }
        return ScopeOptions.INFERRED;
    }

    /** Describes a scope before it is opened; immutable. */
    public static final class Description {
        private final ScopeOptions options;

        private Description(ScopeOptions options) {
            this.options = options;
        }

        /** Limits the target to one cluster; by default it is about every cluster. An empty name means every cluster. */
        public Description cluster(String cluster) {
            return new Description(options.in(cluster.isEmpty() ? null : cluster));
        }

        /** Sets what is promised about the reads inside; by default what the data source was built with. */
        public Description consistency(Consistency consistency) {
            return new Description(options.promising(consistency));
        }

        /** Sets what a read does when no replica can serve it; by default what the data source was built with. */
        public Description fallback(Fallback fallback) {
            return new Description(options.orElse(fallback));
        }

        /**
         * Declares that the work inside only reads, whatever its target. By default work on the primary in a scope that asks
         * for it may have written, by a function in a SELECT for example, so that the primary's position is taken after it.
         */
        public Description readingOnly() {
            return new Description(options.onlyReading());
        }

        /** Names the code that asks, for messages and advice; by default none. */
        public Description origin(String origin) {
            return new Description(options.from(Objects.requireNonNull(origin, "origin")));
        }

        /** Opens the scope on the calling thread. */
        @MustBeClosed
        public ReplicationScope open() {
            return nest(options);
        }
    }
}
