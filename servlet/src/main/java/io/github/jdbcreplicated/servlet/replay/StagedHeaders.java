package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.servlet.internal.Veil;
import io.github.jdbcreplicated.servlet.replay.StagedHead.Operation;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The half of a {@link StagedResponse} that is about status and headers. */
abstract class StagedHeaders extends HttpServletResponseWrapper implements Veil {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Staging staging;

    private final StagedHead head;

    private @Nullable Supplier<Map<String, String>> trailers;

    StagedHeaders(HttpServletResponse response, Staging staging) {
        super(response);
        this.staging = staging;
        this.head = new StagedHead(this::real);
    }

    final HttpServletResponse real() {
        return (HttpServletResponse) super.getResponse();
    }

    @Override
    public final ServletResponse behind() {
        return super.getResponse();
    }

    /** Of a dispatch that came with another. */
    final void continueOn(HttpServletResponse response) {
        super.setResponse(response);
    }

    /** Containers put a wrapper of theirs below ours for an include, and look for their own response after a forward. */
    @Override
    public void setResponse(ServletResponse response) {
        if (staging.passes()) {
            super.setResponse(response);
        }
    }

    final StagedHead head() {
        return head;
    }

    /** Whether calls are taken down; else they are passed on or have no effect. */
    boolean accepts() {
        return !staging.passes() && !staging.isDiscarded();
    }

    /** Takes the call down, or passes it on, or forgets it. */
    final void change(Operation operation) {
        try {
            if (staging.passes()) {
                operation.on(real());
            } else if (accepts()) {
                head.add(operation);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void see(Runnable change) {
        if (accepts()) {
            change.run();
        }
    }

    @Override
    public void setStatus(int status) {
        see(() -> head.setStatus(status));
        change(response -> response.setStatus(status));
    }

    @Override
    public int getStatus() {
        return staging.passes() ? super.getStatus() : head.status();
    }

    @Override
    public void setHeader(String name, String value) {
        see(() -> head.set(name, value));
        change(response -> response.setHeader(name, value));
    }

    @Override
    public void addHeader(String name, String value) {
        see(() -> head.append(name, value));
        change(response -> response.addHeader(name, value));
    }

    @Override
    public void setIntHeader(String name, int value) {
        see(() -> head.set(name, Integer.toString(value)));
        change(response -> response.setIntHeader(name, value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        see(() -> head.append(name, Integer.toString(value)));
        change(response -> response.addIntHeader(name, value));
    }

    @Override
    public void setDateHeader(String name, long date) {
        see(() -> head.set(name, HTTP_DATE.format(Instant.ofEpochMilli(date))));
        change(response -> response.setDateHeader(name, date));
    }

    @Override
    public void addDateHeader(String name, long date) {
        see(() -> head.append(name, HTTP_DATE.format(Instant.ofEpochMilli(date))));
        change(response -> response.addDateHeader(name, date));
    }

    @Override
    public boolean containsHeader(String name) {
        return staging.passes()
                ? super.containsHeader(name)
                : !head.values(name).isEmpty();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return staging.passes()
                ? super.getHeader(name)
                : head.values(name).stream().findFirst().orElse(null);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return staging.passes() ? super.getHeaders(name) : head.values(name);
    }

    @Override
    public void setContentLength(int length) {
        see(() -> head.set("Content-Length", Integer.toString(length)));
        change(response -> response.setContentLength(length));
    }

    @Override
    public void setContentLengthLong(long length) {
        see(() -> head.set("Content-Length", Long.toString(length)));
        change(response -> response.setContentLengthLong(length));
    }

    @Override
    public void setContentType(String type) {
        see(() -> head.type().set(type));
        change(response -> response.setContentType(type));
    }

    @Override
    public @Nullable String getContentType() {
        return staging.passes() ? super.getContentType() : head.type().full();
    }

    @Override
    public void setCharacterEncoding(@Nullable String encoding) {
        see(() -> head.type().setEncoding(encoding));
        change(response -> response.setCharacterEncoding(encoding));
    }

    /** Overrides the method of Servlet 6.1, which the API compiled against does not have. */
    public void setCharacterEncoding(@Nullable Charset encoding) {
        setCharacterEncoding(encoding == null ? null : encoding.name());
    }

    @Override
    public String getCharacterEncoding() {
        return staging.passes() ? super.getCharacterEncoding() : head.type().encoding();
    }

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> fields) {
        see(() -> trailers = fields);
        change(response -> response.setTrailerFields(fields));
    }

    @Override
    public @Nullable Supplier<Map<String, String>> getTrailerFields() {
        return staging.passes() || trailers == null ? super.getTrailerFields() : trailers;
    }
}
