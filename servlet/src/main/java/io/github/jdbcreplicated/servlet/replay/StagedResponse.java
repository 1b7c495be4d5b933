package io.github.jdbcreplicated.servlet.replay;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UnsupportedEncodingException;
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
final class StagedResponse extends StagedEnding {
    private final Staging staging;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    /** What was staged at the last time that a dispatch was asked for; what comes then is not the application's. */
    private int dispatchedAt;

    StagedResponse(HttpServletResponse response, Staging staging) {
        super(response, staging);
        this.staging = staging;
    }

    // ---- Releasing and dropping

    /** What is to be done with a piece of body(). */
    enum Fate {
        STAGE,
        PASS,
        DROP
    }

    Fate makeRoom(int length) throws IOException {
        if (!staging.passes() && (hasEnded() || staging.isDiscarded())) {
            return Fate.DROP;
        }
        if (!staging.passes() && length > staging.limit() - body().size()) {
            release();
        }
        return staging.passes() ? Fate.PASS : Fate.STAGE;
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
                body().close();
            } else {
                release();
            }
        }
        return staging.passes();
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
        body().beginAgain();
        forgetEnd();
        stream = null;
        writer = null;
        staging.passFromNow();
        head().applyTo(real());
    }

    int operations() {
        return head().size();
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
        body().chooseStream();
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
        if (body().chooseWriter()) {
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
        if (!staging.passes() && body().size() > 0) {
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
            body().beginAgain();
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
            body().empty();
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
