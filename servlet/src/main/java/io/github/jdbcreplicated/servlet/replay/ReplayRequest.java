package io.github.jdbcreplicated.servlet.replay;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The request of a {@link FirstAttempt}, which has to know what is done with it. */
final class ReplayRequest extends HttpServletRequestWrapper {
    private final FirstAttempt attempt;

    /** Written by the thread that starts the context, before other threads can know of it. */
    private @Nullable AsyncContext context;

    ReplayRequest(HttpServletRequest request, FirstAttempt attempt) {
        super(request);
        this.attempt = attempt;
    }

    FirstAttempt attempt() {
        return attempt;
    }

    /** Servlets ask for this first. */
    @Override
    public String getMethod() {
        attempt.letdown().lookAround();
        return super.getMethod();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        attempt.letdown().lookAround();
        return super.getAttribute(name);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        attempt.letdown().readsBody();
        return super.getInputStream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        attempt.letdown().readsBody();
        return super.getReader();
    }

    @Override
    public AsyncContext startAsync() {
        return keep(super.startAsync(), this, attempt.response());
    }

    @Override
    public AsyncContext startAsync(ServletRequest theirs, ServletResponse answer) {
        return keep(super.startAsync(theirs, answer), theirs, answer);
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext started = super.getAsyncContext();
        return context == null ? started : context;
    }

    private AsyncContext keep(AsyncContext started, ServletRequest theirs, ServletResponse answer) {
        context = attempt.isOpen() ? new ReplayAsyncContext(started, theirs, answer, attempt) : started;
        return context;
    }
}
