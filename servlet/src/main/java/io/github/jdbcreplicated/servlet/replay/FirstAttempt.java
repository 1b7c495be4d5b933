package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.ReplicationScope;
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
    /** What runs the request again. */
    @FunctionalInterface
    interface Again {
        void run() throws IOException, ServletException;
    }

    private final ReplaySettings settings;
    private final UnitOfWork unit;
    private final Letdown letdown;
    private final Staging staging;
    private final StagedResponse response;

    /** What each dispatch changed, the last one first; used by one dispatch after the other. */
    private final Deque<ChangedAttributes> changes = new ArrayDeque<>();

    /** Written by whichever thread of the request goes asynchronous, and by each dispatch; read by a thread that fails. */
    private volatile boolean async;

    /** Written by the dispatch that ends the attempt; read by any thread of the request. */
    private volatile boolean over;

    FirstAttempt(ReplaySettings settings, UnitOfWork unit, HttpServletRequest request, HttpServletResponse response) {
        this.settings = settings;
        this.unit = unit;
        this.letdown = new Letdown(settings, unit, request);
        this.staging = new Staging(settings.bufferSize());
        this.response = new StagedResponse(response, staging);
    }

    StagedResponse response() {
        return response;
    }

    Letdown letdown() {
        return letdown;
    }

    boolean isOpen() {
        return !over;
    }

    /** Called for every mark of the unit, on the thread that it happens to. */
    void marked(Mark mark) {
        if (!over && ReplaySettings.isFailure(mark)) {
            letdown.note(mark);
            if (!async) {
                holdIfLetDown();
            }
        }
    }

    /** Whether a refused write has the request run again, as far as that can be known before it is refused. */
    boolean isRepeatable() {
        return !over && !async && !staging.passes() && settings.budget().hasOne() && letdown.wouldBeRunAgain();
    }

    /** From here on somebody else may end the request, without a dispatch: what he flushes has to leave. */
    void wentAsync() {
        async = true;
        staging.letFlush();
    }

    /** Has the response held back although the application flushes it, if the request is going to be run again. */
    private void holdIfLetDown() {
        Mark failed = letdown.failure();
        if (failed != null && letdown.reasonAgainst(failed) == null) {
            staging.hold();
        }
    }

    // ---- The dispatches

    /** Serves a dispatch, and has it run again if need be. */
    void serve(HttpServletRequest request, HttpServletResponse answer, FilterChain chain, Again again)
            throws IOException, ServletException {
        ReplicationScope scope = ReplicationScope.current();
        begin(request);
        Throwable thrown = null;
        try {
            call(request, answer, chain);
        } catch (Throwable e) { // passed on below, unless the request is run again
            thrown = e;
        }
        letdown.dispatchEnds();
        if (thrown == null && request.isAsyncStarted()) {
            changes.getFirst().end(request);
            return;
        }
        over = true;
        if (isToBeRunAgain(request, scope, thrown)) {
            changes.getFirst().end(request);
            changes.forEach(change -> change.undo(request));
            unit.beginAgain(letdown.cure());
            again.run();
        } else {
            end(thrown);
        }
    }

    private void begin(HttpServletRequest request) {
        async = false;
        letdown.dispatchBegins();
        changes.push(ChangedAttributes.of(request));
        holdIfLetDown();
    }

    /** By its name, {@link Place} knows where the filter's part of a stack begins. */
    private static void call(HttpServletRequest request, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, answer);
    }

    private void end(@Nullable Throwable thrown) throws IOException {
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

    // ---- The decision

    private boolean isToBeRunAgain(
            HttpServletRequest request, @Nullable ReplicationScope scope, @Nullable Throwable thrown) {
        Mark failed = letdown.failure();
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
        Declined reason = letdown.reasonAgainst(failed);
        if (reason != null) {
            return reason;
        }
        if (!letdown.happenedInTheServlet()) {
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
}
