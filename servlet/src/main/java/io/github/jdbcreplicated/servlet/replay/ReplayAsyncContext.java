package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.servlet.internal.ForwardingAsyncContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * The asynchronous context of a {@link ReplayRequest}: where it ends without a dispatch to where it came from, the
 * response has to be passed on before that.
 */
final class ReplayAsyncContext extends ForwardingAsyncContext {
    private final FirstAttempt attempt;

    ReplayAsyncContext(AsyncContext delegate, ServletRequest request, ServletResponse response, FirstAttempt attempt) {
        super(delegate, request, response);
        this.attempt = attempt;
        attempt.wentAsync();
        delegate.addListener(new EndsBadly());
    }

    @Override
    public void complete() {
        attempt.response().releaseOrFail();
        super.complete();
    }

    @Override
    public void dispatch() {
        attempt.response().dispatched();
        super.dispatch();
    }

    @Override
    public void dispatch(String path) {
        attempt.response().releaseOrFail();
        super.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        attempt.response().releaseOrFail();
        super.dispatch(context, path);
    }

    /** What the container makes of these, it makes of the real response. */
    private final class EndsBadly implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            attempt.response().release();
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            attempt.response().release();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
