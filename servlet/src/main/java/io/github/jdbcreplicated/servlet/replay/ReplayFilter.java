package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.servlet.ReplicationFilter;
import io.github.jdbcreplicated.servlet.replay.ReplayListener.Declined;
import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Runs a safe request once more inside the server when a replica let it down, so that its client does not notice.
 *
 * <pre>{@code
 * var filter = ReplayFilter.builder().mode(ReplayMode.NODE_LOSS_ONLY).build();
 * }</pre>
 *
 * <p>To be registered for {@code /*} as the very last filter, for the dispatcher types REQUEST and ASYNC, with async
 * supported, behind {@link ReplicationFilter} and
 * {@link io.github.jdbcreplicated.servlet.HandlerScopeFilter}. Where another filter stands between it and the servlet, it
 * serves every request and runs none again: it finds out by the stack of the thread that fails.
 *
 * <p>Run again are GET and HEAD without a body that were to read from a replica, have written nothing, and whose response
 * has not left. The response is held back for that, up to a limit, until the request ends or the application flushes it;
 * what cannot be run again is delivered as it failed. Thread-safe.
 */
public final class ReplayFilter implements Filter {
    private static final String ATTRIBUTE = "io.github.jdbcreplicated.servlet.replay.attempt";

    private final ReplaySettings settings;

    private ReplayFilter(Builder builder) {
        this.settings = new ReplaySettings(
                builder.mode,
                builder.bufferSize,
                builder.threadIsClean,
                new ReplayBudget(),
                new ReplayEvents(builder.listener));
    }

    /** Starts to describe a filter. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        UnitOfWork unit = UnitOfWork.current();
        if (unit == null
                || settings.mode() == ReplayMode.OFF
                || unit != request.getAttribute(ReplicationFilter.UNIT_ATTRIBUTE)
                || !(request instanceof HttpServletRequest http)
                || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
        } else if (http.getAttribute(ATTRIBUTE) instanceof ReplayRequest known) {
            goOn(known, http, answer, chain);
        } else if (http.getDispatcherType() == DispatcherType.REQUEST) {
            begin(unit, http, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void begin(UnitOfWork unit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        settings.budget().requested();
        Declined reason = response.isCommitted() ? Declined.SENT : Safety.reasonAgainst(request, unit);
        if (reason != null) {
            decline(reason, unit, request);
            chain.doFilter(request, response);
            return;
        }
        FirstAttempt attempt = new FirstAttempt(settings, unit, request, response);
        ReplayRequest wrapped = new ReplayRequest(request, attempt);
        request.setAttribute(ATTRIBUTE, wrapped);
        unit.observeMarks(attempt::marked);
        unit.repeatableWhile(attempt::isRepeatable);
        attempt.serve(wrapped, attempt.response(), chain, () -> chain.doFilter(request, response));
    }

    /** Counts the first failure of a request that is not going to be run again whatever happens. */
    private void decline(Declined reason, UnitOfWork unit, HttpServletRequest request) {
        AtomicBoolean told = new AtomicBoolean();
        unit.observeMarks(mark -> {
            if (ReplaySettings.isFailure(mark) && told.compareAndSet(false, true)) {
                settings.events().declined(HandlerLabel.of(request, unit), mark, reason);
            }
        });
    }

    /** An asynchronous dispatch of an attempt; it may come with our own request and response, or with the container's. */
    private static void goOn(
            ReplayRequest known, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        FirstAttempt attempt = known.attempt();
        if (!attempt.isOpen() || request.getDispatcherType() != DispatcherType.ASYNC) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest asked = Wrapped.isIn(request, known) ? request : new ReplayRequest(request, attempt);
        StagedResponse staged = attempt.response();
        if (Wrapped.isIn(response, staged)) {
            int arrivedAt = staged.operations();
            attempt.serve(asked, response, chain, () -> {
                staged.beginAgain(arrivedAt);
                BeginningRequest.serve(asked, response, chain);
            });
        } else {
            staged.continueOn(response);
            attempt.serve(asked, staged, chain, () -> BeginningRequest.serve(asked, response, chain));
        }
    }

    /** Describes a {@link ReplayFilter}; not thread-safe. What was built does not change afterwards. */
    public static final class Builder {
        private ReplayMode mode = ReplayMode.ON;
        private int bufferSize = 64 * 1024;
        private BooleanSupplier threadIsClean = () -> true;
        private ReplayListener listener = new ReplayListener() {};

        private Builder() {}

        /** Sets which failures have a request run again; by default {@link ReplayMode#ON}. */
        public Builder mode(ReplayMode mode) {
            this.mode = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /**
         * Sets how much of a response's body is held back, in bytes, or in characters where the writer is used; by
         * default 65536. A response that grows beyond it is sent, and can not be run again. Independent of the
         * container's buffer.
         *
         * @throws IllegalArgumentException if it is less than 1 or more than 16 MiB
         */
        public Builder bufferSize(int bytes) {
            if (bytes < 1 || bytes > 16 * 1024 * 1024) {
                throw new IllegalArgumentException(
                        "bufferSize: " + bytes + " is out of range; allowed are 1 to 16777216 bytes");
            }
            this.bufferSize = bytes;
            return this;
        }

        /**
         * Sets what tells whether nothing is bound to the calling thread that a second run would find there, such as a
         * transaction; by default nothing ever is. Asked as the filter is entered and left, where the answer no means that
         * the request is not run again. Must be fast.
         */
        public Builder threadIsClean(BooleanSupplier check) {
            this.threadIsClean = Objects.requireNonNull(check, "check");
            return this;
        }

        /** Sets who is told of requests that a replica let down, for meters; by default nobody. */
        public Builder listener(ReplayListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Creates the filter. */
        public ReplayFilter build() {
            return new ReplayFilter(this);
        }
    }
}
