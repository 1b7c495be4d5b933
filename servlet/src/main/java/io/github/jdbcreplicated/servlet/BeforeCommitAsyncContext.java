package io.github.jdbcreplicated.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * The asynchronous context of a {@link BeforeCommitRequest}.
 *
 * <p>After {@code startAsync()} without arguments the container would complete a response that was never wrapped, with no
 * dispatch that a filter sees; so completing is watched here.
 */
final class BeforeCommitAsyncContext implements AsyncContext {
    private final AsyncContext delegate;
    private final ServletRequest request;
    private final ServletResponse response;
    private final BeforeCommitResponse watched;

    BeforeCommitAsyncContext(
            AsyncContext delegate, ServletRequest request, ServletResponse response, BeforeCommitResponse watched) {
        this.delegate = delegate;
        this.request = request;
        this.response = response;
        this.watched = watched;
    }

    @Override
    public void complete() {
        watched.end();
        delegate.complete();
    }

    @Override
    public ServletRequest getRequest() {
        return request;
    }

    @Override
    public ServletResponse getResponse() {
        return response;
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return delegate.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        delegate.dispatch();
    }

    @Override
    public void dispatch(String path) {
        delegate.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        delegate.dispatch(context, path);
    }

    @Override
    public void start(Runnable task) {
        delegate.start(task);
    }

    @Override
    public void addListener(AsyncListener listener) {
        delegate.addListener(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest theirs, ServletResponse answer) {
        delegate.addListener(listener, theirs, answer);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return delegate.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        delegate.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return delegate.getTimeout();
    }
}
