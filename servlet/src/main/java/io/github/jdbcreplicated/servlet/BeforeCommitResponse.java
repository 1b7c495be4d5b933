package io.github.jdbcreplicated.servlet;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.jdbcreplicated.servlet.internal.Redirect;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A response that calls a hook once, just before its headers may leave.
 *
 * <p>The servlet API has no such event, so everything that can commit a response is watched: writing beyond the buffer or
 * up to the announced length, flushing, closing, errors, redirects and the change to non-blocking writing. What the
 * container commits by itself at the end is covered by whoever runs the chain, with {@link #headersLeave()}. A hook that
 * throws is logged; the response goes on. {@link #reset()} takes back what the hook wrote, so it is called again.
 *
 * <p>Like every response it is used by one thread at a time; only the hook's single call is guarded against two, because
 * completing an asynchronous request may race with its first dispatch.
 */
final class BeforeCommitResponse extends HttpServletResponseWrapper {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated.servlet");
    private static final String CONTENT_LENGTH = "Content-Length";

    private final BeforeCommit.Hook hook;
    private final AtomicBoolean called = new AtomicBoolean();
    private long written;
    private long contentLength = -1;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    BeforeCommitResponse(HttpServletResponse response, BeforeCommit.Hook hook) {
        super(response);
        this.hook = hook;
    }

    /** Calls the hook, unless it was called or it is too late; answers whether it did. */
    @CanIgnoreReturnValue
    boolean headersLeave() {
        boolean now = !isCommitted() && called.compareAndSet(false, true);
        if (now) {
            guarded(hook::headersLeave);
        }
        return now;
    }

    /** Must be called where a dispatch ends after which nothing more may come. */
    void end() {
        if (!headersLeave()) {
            guarded(hook::settle);
        }
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A response goes without what should have been added to its headers", e);
        }
    }

    /**
     * Must be called before {@code length} bytes of body are passed on.
     *
     * <p>Containers send when the buffer is full. Jetty also sends at once what is longer than its aggregation size, by
     * default a quarter of the buffer (HttpConfiguration.setOutputAggregationSize).
     */
    void bodyGrows(long length) {
        written += length;
        int buffer = getBufferSize();
        if (written >= buffer || length > buffer / 4 || isComplete()) {
            headersLeave();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new BeforeCommitStream(super.getOutputStream(), this);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            PrintWriter delegate = super.getWriter();
            writer = new BeforeCommitWriter(delegate, EncodedLength.in(getCharacterEncoding()), this);
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        headersLeave();
        super.flushBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        headersLeave();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        headersLeave();
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        headersLeave();
        super.sendRedirect(location);
    }

    /** Overrides the method of Servlet 6.1, which the API compiled against does not have; as do the next two. */
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        sendRedirect(location, SC_FOUND, clearBuffer);
    }

    public void sendRedirect(String location, int status) throws IOException {
        sendRedirect(location, status, true);
    }

    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        headersLeave();
        Redirect.send((HttpServletResponse) getResponse(), location, status, clearBuffer);
    }

    @Override
    public void setContentLength(int length) {
        announce(length);
        super.setContentLength(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        announce(length);
        super.setContentLengthLong(length);
    }

    @Override
    public void setHeader(String name, String value) {
        announce(name, value);
        super.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        announce(name, value);
        super.addHeader(name, value);
    }

    @Override
    public void setIntHeader(String name, int value) {
        announce(name, Integer.toString(value));
        super.setIntHeader(name, value);
    }

    @Override
    public void addIntHeader(String name, int value) {
        announce(name, Integer.toString(value));
        super.addIntHeader(name, value);
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        written = 0;
    }

    @Override
    public void reset() {
        super.reset();
        written = 0;
        contentLength = -1;
        stream = null;
        writer = null;
        called.set(false);
    }

    private void announce(String name, @Nullable String value) {
        if (CONTENT_LENGTH.equalsIgnoreCase(name) && value != null) {
            announce(parsed(value));
        }
    }

    private void announce(long length) {
        contentLength = length;
        if (isComplete()) {
            headersLeave();
        }
    }

    private boolean isComplete() {
        return contentLength > 0 && written >= contentLength;
    }

    /** A length that is no number is the container's to refuse. */
    private static long parsed(String length) {
        try {
            return Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
