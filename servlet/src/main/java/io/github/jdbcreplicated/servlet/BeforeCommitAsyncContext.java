package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.servlet.internal.ForwardingAsyncContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * The asynchronous context of a {@link BeforeCommitRequest}.
 *
 * <p>After {@code startAsync()} without arguments the container would complete a response that was never wrapped, with no
 * dispatch that a filter sees; so completing is watched here.
 */
final class BeforeCommitAsyncContext extends ForwardingAsyncContext {
    private final BeforeCommitResponse watched;

    BeforeCommitAsyncContext(
            AsyncContext delegate, ServletRequest request, ServletResponse response, BeforeCommitResponse watched) {
        super(delegate, request, response);
        this.watched = watched;
    }

    @Override
    public void complete() {
        watched.end();
        super.complete();
    }
}
