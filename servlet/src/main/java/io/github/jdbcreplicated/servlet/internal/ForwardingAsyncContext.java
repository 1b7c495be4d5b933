package io.github.jdbcreplicated.servlet.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/** An asynchronous context that passes everything on, and answers the request and response that it was made with. */
public class ForwardingAsyncContext implements AsyncContext {
    private final AsyncContext delegate;
    private final ServletRequest request;
    private final ServletResponse response;

    /** Creates one for the given request and response. */
    protected ForwardingAsyncContext(AsyncContext delegate, ServletRequest request, ServletResponse response) {
        this.delegate = delegate;
        this.request = request;
        this.response = response;
    }

    @Override
    public void complete() {
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
