package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.servlet.internal.Redirect;
import io.github.jdbcreplicated.servlet.replay.StagedHead.Operation;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UnsupportedEncodingException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response that holds back everything that is done to it, until it is released or dropped.
 *
 * <p>What an error or a redirect does to a container's response cannot be taken back, so these are held back too, as the
 * last thing that is done. Like every response it is used by one thread at a time.
 */
final class StagedResponse extends StagedHeaders {
    private final Staging staging;
    private final StagedBody body = new StagedBody();
    private @Nullable Operation last;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    /** What was staged at the last time that a dispatch was asked for; what comes then is not the application's. */
    private int dispatchedAt;

    StagedResponse(HttpServletResponse response, Staging staging) {
        super(response, staging);
        this.staging = staging;
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

    // ---- Releasing and dropping

    /** What is to be done with a piece of body. */
    enum Fate {
        STAGE,
        PASS,
        DROP
    }

    StagedBody body() {
        return body;
    }

    Fate makeRoom(int length) throws IOException {
        if (!staging.passes() && (hasEnded() || staging.isDiscarded())) {
            return Fate.DROP;
        }
        if (!staging.passes() && length > staging.limit() - body.size()) {
            release();
        }
        return staging.passes() ? Fate.PASS : Fate.STAGE;
    }

    /** Passes on what is held back, if it is. */
    void release() throws IOException {
        if (staging.release()) {
            head().applyTo(real());
            if (last == null) {
                body.writeTo(real());
            } else {
                last.on(real());
            }
        }
    }

    /** Before a flush; answers whether that is to be passed on. */
    boolean releaseForFlush() throws IOException {
        if (!staging.isHeld() && !hasEnded()) {
            release();
        }
        return staging.passes();
    }

    /** Before the body is closed; answers whether that is to be passed on. */
    boolean releaseForClose() throws IOException {
        if (!staging.passes() && !hasEnded()) {
            if (staging.isHeld()) {
                body.close();
            } else {
                release();
            }
        }
        return staging.passes();
    }

    void releaseOrFail() {
        try {
            release();
        } catch (IOException e) {
            throw new IllegalStateException("The response could not be sent", e);
        }
    }

    /** Notes that a dispatch was asked for: until it reaches this response, those in front of it add to it. */
    void dispatched() {
        dispatchedAt = head().size();
    }

    /**
     * After what was held was dropped: has calls passed on again, by a dispatch that this response came with.
     *
     * @param arrivedAt {@link #operations()} as the dispatch arrived
     */
    void beginAgain(int arrivedAt) throws IOException {
        head().keepOnly(dispatchedAt, arrivedAt);
        body.beginAgain();
        last = null;
        stream = null;
        writer = null;
        staging.passFromNow();
        head().applyTo(real());
    }

    int operations() {
        return head().size();
    }

    /** Whether nothing more is taken, as after a container's commit. */
    private boolean hasEnded() {
        return last != null || body.isClosed();
    }

    @Override
    boolean accepts() {
        return super.accepts() && !hasEnded();
    }

    // ---- The real response's body

    boolean passes() {
        return staging.passes();
    }

    ServletOutputStream realStream() throws IOException {
        return real().getOutputStream();
    }

    ServletOutputStream realStreamOrFail() {
        try {
            return realStream();
        } catch (IOException e) {
            throw new IllegalStateException("The response has no stream", e);
        }
    }

    PrintWriter realWriter() throws IOException {
        return real().getWriter();
    }

    boolean realWriterFailed() {
        try {
            return staging.passes() && realWriter().checkError();
        } catch (IOException e) {
            return true;
        }
    }

    // ---- What the application calls

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (staging.passes() && stream == null) {
            return realStream();
        }
        body.chooseStream();
        if (stream == null) {
            stream = new StagedStream(this);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (staging.passes() && writer == null) {
            return realWriter();
        }
        if (!Charset.isSupported(getCharacterEncoding())) {
            throw new UnsupportedEncodingException(getCharacterEncoding());
        }
        if (body.chooseWriter()) {
            head().type().fixEncoding();
            change(HttpServletResponse::getWriter);
        }
        if (writer == null) {
            writer = new StagedWriter(this);
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (releaseForFlush()) {
            super.flushBuffer();
        }
    }

    @Override
    public boolean isCommitted() {
        return staging.passes() ? super.isCommitted() : hasEnded() || super.isCommitted();
    }

    @Override
    public void setBufferSize(int size) {
        if (!staging.passes() && body.size() > 0) {
            throw new IllegalStateException("The buffer's size cannot change any more: there is a body already");
        }
        change(response -> response.setBufferSize(size));
    }

    @Override
    public void reset() {
        if (staging.passes()) {
            super.reset();
        } else {
            refuseIfEnded();
            body.beginAgain();
            stream = null;
            writer = null;
            head().wipe();
        }
    }

    @Override
    public void resetBuffer() {
        if (staging.passes()) {
            super.resetBuffer();
        } else {
            refuseIfEnded();
            body.empty();
        }
    }

    private void refuseIfEnded() {
        if (hasEnded()) {
            throw new IllegalStateException("The response is complete already");
        }
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

    @Override
    public Collection<String> getHeaderNames() {
        return staging.passes() ? super.getHeaderNames() : head().names();
    }

    @Override
    public void addCookie(Cookie cookie) {
        Cookie copy = (Cookie) cookie.clone();
        change(response -> response.addCookie(copy));
    }

    @Override
    public void setLocale(Locale locale) {
        head().setLocale(locale);
        change(response -> response.setLocale(locale));
    }

    @Override
    public Locale getLocale() {
        return staging.passes() ? super.getLocale() : head().locale();
    }
}
