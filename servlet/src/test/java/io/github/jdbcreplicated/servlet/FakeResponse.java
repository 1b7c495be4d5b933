package io.github.jdbcreplicated.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A container's response, as strict as they come: it sends when its buffer is full, when the announced length is reached,
 * and at once what is longer than a quarter of the buffer. Remembers which headers were sent.
 */
final class FakeResponse implements HttpServletResponse {
    private final int bufferSize;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable Map<String, String> sent;
    private @Nullable PrintWriter writer;
    private int written;
    private int status = SC_OK;
    private String encoding = "UTF-8";

    FakeResponse(int bufferSize) {
        this.bufferSize = bufferSize;
    }

    /** The headers as the client got them; null while none have left. */
    @Nullable
    Map<String, String> sent() {
        return sent;
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    private void commit() {
        if (sent == null) {
            sent = new TreeMap<>(headers);
        }
    }

    private void write(byte[] bytes, int offset, int length) {
        written += length;
        body.write(bytes, offset, length);
        String announced = headers.get("Content-Length");
        if (written >= bufferSize
                || length > bufferSize / 4
                || (announced != null && written >= Integer.parseInt(announced))) {
            commit();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                commit();
            }

            @Override
            public void write(int b) {
                FakeResponse.this.write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                FakeResponse.this.write(bytes, offset, length);
            }

            @Override
            public void flush() {
                commit();
            }

            @Override
            public void close() {
                commit();
            }
        };
    }

    /** Passes each call on at once, as if every write filled the encoder's own buffer. */
    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            ServletOutputStream stream = getOutputStream();
            writer = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)) {
                @Override
                public void write(String text, int offset, int count) {
                    byte[] bytes = text.substring(offset, offset + count).getBytes(StandardCharsets.UTF_8);
                    FakeResponse.this.write(bytes, 0, bytes.length);
                }

                @Override
                public void write(char[] text, int offset, int count) {
                    write(new String(text, offset, count), 0, count);
                }

                @Override
                public void write(int c) {
                    write(String.valueOf((char) c), 0, 1);
                }

                @Override
                public void flush() {
                    commit();
                }

                @Override
                public void close() {
                    commit();
                }

                @Override
                public boolean checkError() {
                    commit();
                    return true;
                }
            };
        }
        return writer;
    }

    @Override
    public boolean isCommitted() {
        return sent != null;
    }

    @Override
    public void flushBuffer() {
        commit();
    }

    @Override
    public void sendError(int code, @Nullable String message) {
        status = code;
        commit();
    }

    @Override
    public void sendError(int code) {
        sendError(code, null);
    }

    @Override
    public void sendRedirect(String location) {
        sendRedirect(location, SC_FOUND, true);
    }

    /** Abstract in Servlet 6.1, unknown before. */
    public void sendRedirect(String location, int code, boolean clearBuffer) {
        status = code;
        headers.put("Location", location);
        commit();
    }

    @Override
    public void resetBuffer() {
        requireNotCommitted();
        written = 0;
        body.reset();
    }

    @Override
    public void reset() {
        resetBuffer();
        headers.clear();
        writer = null;
    }

    private void requireNotCommitted() {
        if (sent != null) {
            throw new IllegalStateException("committed");
        }
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (sent == null && value != null) {
            headers.put(name, value);
            checkLength();
        }
    }

    @Override
    public void addHeader(String name, String value) {
        setHeader(name, value);
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        if (length < 0) {
            headers.remove("Content-Length");
        } else {
            setHeader("Content-Length", Long.toString(length));
        }
    }

    /** As Jetty, which closes its output when the length says that all was written. */
    private void checkLength() {
        String announced = headers.get("Content-Length");
        if (announced != null && announced.matches("[1-9][0-9]*") && written >= Integer.parseInt(announced)) {
            commit();
        }
    }

    @Override
    public int getBufferSize() {
        return bufferSize;
    }

    @Override
    public void setBufferSize(int size) {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public String getCharacterEncoding() {
        return encoding;
    }

    @Override
    public void setCharacterEncoding(String charset) {
        encoding = charset;
    }

    @Override
    public @Nullable String getContentType() {
        return headers.get("Content-Type");
    }

    @Override
    public void setContentType(String type) {
        headers.put("Content-Type", type);
    }

    @Override
    public void setLocale(Locale locale) {}

    @Override
    public Locale getLocale() {
        return Locale.ROOT;
    }

    @Override
    public void addCookie(Cookie cookie) {}

    @Override
    public boolean containsHeader(String name) {
        return headers.containsKey(name);
    }

    @Override
    public String encodeURL(String url) {
        return url;
    }

    @Override
    public String encodeRedirectURL(String url) {
        return url;
    }

    @Override
    public void setDateHeader(String name, long date) {}

    @Override
    public void addDateHeader(String name, long date) {}

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        String value = headers.get(name);
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return headers.keySet();
    }
}
