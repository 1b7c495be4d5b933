package io.github.jdbcreplicated.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** The request of a {@link BeforeCommitResponse}: its asynchronous context tells the response before it completes. */
final class BeforeCommitRequest extends HttpServletRequestWrapper {
    private final BeforeCommitResponse response;

    /** Written by the thread that starts the context, before other threads can know of it. */
    private @Nullable AsyncContext context;

    BeforeCommitRequest(HttpServletRequest request, BeforeCommitResponse response) {
        super(request);
        this.response = response;
    }

    @Override
    public AsyncContext startAsync() {
        return keep(new BeforeCommitAsyncContext(super.startAsync(), this, response, response));
    }

    @Override
    public AsyncContext startAsync(ServletRequest theirs, ServletResponse answer) {
        return keep(new BeforeCommitAsyncContext(super.startAsync(theirs, answer), theirs, answer, response));
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext started = super.getAsyncContext();
        return context != null ? context : keep(new BeforeCommitAsyncContext(started, this, response, response));
    }

    private AsyncContext keep(AsyncContext started) {
        context = started;
        return started;
    }
}
