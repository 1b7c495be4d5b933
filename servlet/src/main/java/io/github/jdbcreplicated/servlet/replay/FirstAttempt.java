package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.servlet.replay.ReplayListener.Declined;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A request that is run for the first time, with its response held back; in one dispatch, or in several where it goes
 * asynchronous. Ends by passing the response on, or by dropping it and running the request again.
 *
 * <p>Used by one dispatch at a time; what fails may be another thread.
 */
final class FirstAttempt {
    private final ReplaySettings settings;
    private final UnitOfWork unit;
    private final Staging staging;
    private final StagedResponse response;
    private final boolean mayHaveBody;

    /** What each dispatch changed, the last one first; used by one dispatch after the other. */
    private final Deque<ChangedAttributes> changes = new ArrayDeque<>();

    /** Written by the thread that fails; read by that of the dispatch. */
    private volatile @Nullable Mark failure;

    /** As {@link #failure}, before it. */
    private volatile boolean explicitReplica;

    /** The thread of the dispatch, written by itself; read by a thread that fails. */
    private volatile @Nullable Thread thread;

    /** Written by the thread of the dispatch; read by a thread that fails. */
    private volatile Place place = Place.UNKNOWN;

    /** Written by whichever thread of the request goes asynchronous, and by each dispatch; read by a thread that fails. */
    private volatile boolean async;

    /** Written by each dispatch, only ever to false; read by a thread that fails. */
    private volatile boolean threadIsClean = true;

    /** Written by whichever thread reads the body, only ever to true; read by a thread that fails. */
    private volatile boolean bodyRead;

    /** Written by the dispatch that ends the attempt; read by any thread of the request. */
    private volatile boolean over;

    FirstAttempt(ReplaySettings settings, UnitOfWork unit, HttpServletRequest request, HttpServletResponse response) {
        this.settings = settings;
        this.unit = unit;
        this.staging = new Staging(settings.bufferSize());
        this.response = new StagedResponse(response, staging);
        this.mayHaveBody = Safety.mayHaveBody(request);
    }

    // ---- What happens on the way

    StagedResponse response() {
        return response;
    }

    boolean isOpen() {
        return !over;
    }

    /** Called for every mark of the unit, on the thread that it happens to. */
    void marked(Mark mark) {
        if (over || !ReplaySettings.isFailure(mark)) {
            return;
        }
        if (failure == null || ReplayEvents.wantsPrimary(mark)) {
            ReplicationScope scope = ReplicationScope.current();
            explicitReplica = scope != null && scope.target("") == Target.REPLICA;
            failure = mark;
        }
        lookAround();
        if (!async) {
            holdIf(failure);
        }
    }

    /** Has the response held back although the application flushes it, if the request is going to be run again. */
    private void holdIf(@Nullable Mark failed) {
        if (failed != null && reasonAgainst(failed) == null) {
            staging.hold();
        }
    }

    /** Finds out where the filter stands, if that has come to matter and this thread can tell. */
    void lookAround() {
        if (failure != null && place == Place.UNKNOWN && Thread.currentThread() == thread) {
            place = Place.look();
        }
    }

    void readsBody() {
        bodyRead |= mayHaveBody;
    }

    /** From here on somebody else may end the request, without a dispatch: what he flushes has to leave. */
    void wentAsync() {
        async = true;
        staging.letFlush();
    }

    // ---- The dispatches

    /** What runs the request again. */
    @FunctionalInterface
    interface Again {
        void run() throws IOException, ServletException;
    }

    /** Serves a dispatch, and has it run again if need be. */
    void serve(HttpServletRequest request, HttpServletResponse answer, FilterChain chain, Again again)
            throws IOException, ServletException {
        ReplicationScope scope = ReplicationScope.current();
        enter(request);
        Throwable thrown = null;
        try {
            call(request, answer, chain);
        } catch (Throwable e) { // passed on below, unless the request is run again
            thrown = e;
        }
        leave(request);
        if (thrown == null && request.isAsyncStarted()) {
            return;
        }
        over = true;
        if (isToBeRunAgain(request, scope, thrown)) {
            begin(request, again);
        } else {
            end(thrown);
        }
    }

    /** By its name, {@link Place} knows where the filter's part of a stack begins. */
    private static void call(HttpServletRequest request, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, answer);
    }

    private void enter(HttpServletRequest request) {
        async = false;
        place = Place.UNKNOWN;
        thread = Thread.currentThread();
        checkThread();
        changes.push(ChangedAttributes.of(request));
        holdIf(failure);
    }

    private void leave(HttpServletRequest request) {
        thread = null;
        checkThread();
        changes.getFirst().end(request);
    }

    private void checkThread() {
        threadIsClean &= settings.threadIsClean().getAsBoolean();
    }

    // ---- The decision

    private boolean isToBeRunAgain(
            HttpServletRequest request, @Nullable ReplicationScope scope, @Nullable Throwable thrown) {
        Mark failed = failure;
        if (failed == null || thrown instanceof VirtualMachineError) {
            return false;
        }
        Declined reason = verdict(failed, scope);
        String handler = HandlerLabel.of(request, unit);
        if (reason == null) {
            settings.events().replayed(handler, failed);
        } else {
            settings.events().declined(handler, failed, reason);
        }
        return reason == null;
    }

    private @Nullable Declined verdict(Mark failed, @Nullable ReplicationScope scope) {
        Declined reason = reasonAgainst(failed);
        if (reason != null) {
            return reason;
        }
        if (place != Place.LAST) {
            return Declined.NOT_LAST;
        }
        if (!staging.isHeld()) {
            return Declined.SENT;
        }
        if (!OpenScopes.closeInside(scope)) {
            return Declined.THREAD_NOT_CLEAN;
        }
        if (!settings.budget().take()) {
            return Declined.OVER_BUDGET;
        }
        return staging.discard() ? null : Declined.SENT;
    }

    /** What can be said while the attempt is still going on. */
    private @Nullable Declined reasonAgainst(Mark failed) {
        if (!settings.repeat(failed)) {
            return Declined.MODE;
        }
        if (explicitReplica && ReplayEvents.wantsPrimary(failed)) {
            return Declined.EXPLICIT_REPLICA;
        }
        if (bodyRead) {
            return Declined.BODY;
        }
        if (unit.hasWritten()) {
            return Declined.WROTE;
        }
        if (!threadIsClean) {
            return Declined.THREAD_NOT_CLEAN;
        }
        return place == Place.NOT_LAST ? Declined.NOT_LAST : null;
    }

    // ---- The end

    private void begin(HttpServletRequest request, Again again) throws IOException, ServletException {
        changes.forEach(change -> change.undo(request));
        unit.beginAgain(wantsPrimary() ? Target.PRIMARY : Target.REPLICA);
        again.run();
    }

    private boolean wantsPrimary() {
        Mark failed = failure;
        return failed != null && ReplayEvents.wantsPrimary(failed);
    }

    private void end(@Nullable Throwable thrown) throws IOException, ServletException {
        try {
            response.release();
        } catch (IOException e) {
            if (thrown == null) {
                throw e;
            }
            thrown.addSuppressed(e);
        }
        if (thrown != null) {
            FirstAttempt.<RuntimeException>rethrow(thrown);
        }
    }

    /** As it was thrown, checked or not. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void rethrow(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
