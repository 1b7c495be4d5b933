package io.github.jdbcreplicated.benchmarks.real.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client with cookies, over one connection that it keeps. Does no more than the application needs, so that little of
 * what is measured is its own. Belongs to one thread.
 */
public final class Browser implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String COOKIE = "set-cookie:";
    private static final String CLOSE = "connection: close";

    private final int port;
    private Socket socket;
    private InputStream answers;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** Connects to this port of this machine. */
    public Browser(int port) throws IOException {
        this.port = port;
        socket = connect(port);
        answers = new BufferedInputStream(socket.getInputStream());
    }

    private static Socket connect(int port) throws IOException {
        Socket connected = new Socket(InetAddress.getLoopbackAddress(), port);
        connected.setTcpNoDelay(true);
        return connected;
    }

    /**
     * Sees.
     *
     * @throws RefusedException if the application does not answer 200
     */
    public Sight get(String path) throws IOException {
        return ask("GET", path);
    }

    /**
     * Changes.
     *
     * @throws RefusedException if the application does not answer 200
     */
    public Sight post(String path) throws IOException {
        return ask("POST", path);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Sight ask(String method, String path) throws IOException {
        String request =
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n" + cookies() + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        Head head = head();
        String body = new String(answers.readNBytes(head.length), StandardCharsets.US_ASCII);
        if (head.last) {
            connectAgain();
        }
        if (!head.status.contains(" 200")) {
            throw new RefusedException(head.status, body);
        }
        return Sight.parse(body);
    }

    private Head head() throws IOException {
        String status = line();
        int length = 0;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            } else if (lower.startsWith(COOKIE)) {
                keep(header.substring(COOKIE.length()).strip());
            }
            last |= lower.equals(CLOSE);
        }
        return new Head(status, length, last);
    }

    /** What stands before the body; with the last answer, the connection ends. */
    private record Head(String status, int length, boolean last) {}

    /** The application ends the connection with some of its refusals. */
    private void connectAgain() throws IOException {
        socket.close();
        socket = connect(port);
        answers = new BufferedInputStream(socket.getInputStream());
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    private String cookies() {
        return cookies.isEmpty()
                ? ""
                : cookies.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("; ", "Cookie: ", "\r\n"));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException("The application ended the connection");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }
}
