package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.servlet.internal.Redirect;
import io.github.jdbcreplicated.servlet.replay.StagedHead.Operation;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The part of a {@link StagedResponse} that is about how it ends: as an error, as a redirect, or by being released. */
abstract class StagedEnding extends StagedHeaders {
    private final Staging staging;
    private final StagedBody body = new StagedBody();
    private @Nullable Operation last;

    StagedEnding(HttpServletResponse response, Staging staging) {
        super(response, staging);
        this.staging = staging;
    }

    final StagedBody body() {
        return body;
    }

    /** Passes on what is held back, if it is. */
    final void release() throws IOException {
        if (staging.release()) {
            head().applyTo(real());
            if (last == null) {
                body.writeTo(real());
            } else {
                last.on(real());
            }
        }
    }

    final void releaseOrFail() {
        try {
            release();
        } catch (IOException e) {
            throw new IllegalStateException("The response could not be sent", e);
        }
    }

    /** Whether nothing more is taken, as after a container's commit. */
    final boolean hasEnded() {
        return last != null || body.isClosed();
    }

    @Override
    boolean accepts() {
        return super.accepts() && !hasEnded();
    }

    final void forgetEnd() {
        last = null;
    }

    final void refuseIfEnded() {
        if (hasEnded()) {
            throw new IllegalStateException("The response is complete already");
        }
    }

    /**
     * Shows what is behind, after which nothing is held back: who asks may go on there, as a container does after a
     * forward. What is going to be dropped has nothing behind it.
     */
    @Override
    public ServletResponse getResponse() {
        if (!staging.isHeld() && !staging.isDiscarded()) {
            releaseOrFail();
        }
        return staging.passes() ? super.getResponse() : front();
    }

    /** This response as one that wraps none. */
    private ServletResponse front() {
        return (ServletResponse) Proxy.newProxyInstance(
                StagedResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(this, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    @Override
    public void sendError(int status) throws IOException {
        end(status, response -> response.sendError(status));
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        end(status, response -> response.sendError(status, message));
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        end(SC_FOUND, response -> response.sendRedirect(location));
    }

    /** Overrides the method of Servlet 6.1, which the API compiled against does not have; as do the next two. */
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        sendRedirect(location, SC_FOUND, clearBuffer);
    }

    public void sendRedirect(String location, int status) throws IOException {
        sendRedirect(location, status, true);
    }

    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        end(status, response -> {
            if (!clearBuffer) {
                body.writeTo(response);
            }
            Redirect.send(response, location, status, clearBuffer);
        });
    }

    private void end(int status, Operation operation) throws IOException {
        if (staging.passes()) {
            operation.on(real());
        } else {
            refuseIfEnded();
            head().setStatus(status);
            last = operation;
        }
    }
}
