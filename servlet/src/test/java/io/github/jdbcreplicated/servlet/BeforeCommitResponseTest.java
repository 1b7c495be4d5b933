package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BeforeCommitResponseTest {
    private static final int BUFFER = 40;

    private final FakeResponse container = new FakeResponse(BUFFER);
    private final AtomicInteger calls = new AtomicInteger();
    private final BeforeCommitResponse response = new BeforeCommitResponse(container, this::hook);

    private void hook() {
        assertThat(container.isCommitted()).isFalse();
        container.setHeader("Hook", Integer.toString(calls.incrementAndGet()));
    }

    interface Step {
        void on(HttpServletResponse response) throws IOException;
    }

    static Stream<Arguments> whatCommits() {
        return Stream.of(
                way("flushBuffer", HttpServletResponse::flushBuffer),
                way("stream.flush", r -> r.getOutputStream().flush()),
                way("stream.close", r -> r.getOutputStream().close()),
                way("stream.setWriteListener", r -> r.getOutputStream().setWriteListener(new NoListener())),
                way(
                        "stream.write(byte[]) beyond the buffer",
                        r -> r.getOutputStream().write(new byte[BUFFER])),
                way(
                        "stream.write(byte[], int, int) beyond the buffer",
                        r -> r.getOutputStream().write(new byte[BUFFER * 2], BUFFER, BUFFER)),
                way("one write of more than a quarter", r -> r.getOutputStream().write(new byte[BUFFER / 4 + 1])),
                way("many single bytes", r -> {
                    for (int i = 0; i < BUFFER; i++) {
                        r.getOutputStream().write('x');
                    }
                }),
                way("stream.print", r -> r.getOutputStream().print("x".repeat(BUFFER))),
                way("writer.flush", r -> r.getWriter().flush()),
                way("writer.close", r -> r.getWriter().close()),
                way(
                        "writer.checkError",
                        r -> assertThat(r.getWriter().checkError()).isTrue()),
                way("writer.write(String)", r -> r.getWriter().write("x".repeat(BUFFER))),
                way(
                        "writer.write(char[])",
                        r -> r.getWriter().write("x".repeat(BUFFER).toCharArray())),
                way("writer.printf", r -> r.getWriter().printf(Locale.ROOT, "%" + BUFFER + "d", 1)),
                way("writer.append", r -> r.getWriter().append("x".repeat(BUFFER))),
                way("few characters of many bytes", r -> {
                    for (int i = 0; i <= BUFFER / 3; i++) {
                        r.getWriter().write('漢');
                    }
                }),
                way("many short lines", r -> {
                    for (int i = 0; i < BUFFER; i++) {
                        r.getWriter().println(i);
                    }
                }),
                way("sendError(int)", r -> r.sendError(404)),
                way("sendError(int, String)", r -> r.sendError(404, "gone")),
                way("sendRedirect(String)", r -> r.sendRedirect("/")),
                way("setContentLength reached", r -> {
                    r.setContentLength(3);
                    r.getOutputStream().write(new byte[3]);
                }),
                way("setContentLengthLong reached", r -> {
                    r.setContentLengthLong(3);
                    r.getWriter().print("abc");
                }),
                way("setHeader Content-Length reached", r -> {
                    r.setHeader("content-length", "3");
                    r.getOutputStream().write(new byte[3]);
                }),
                way("addHeader Content-Length reached", r -> {
                    r.addHeader("Content-Length", "3");
                    r.getOutputStream().write(new byte[3]);
                }),
                way("setIntHeader Content-Length reached", r -> {
                    r.setIntHeader("Content-Length", 3);
                    r.getOutputStream().write(new byte[3]);
                }),
                way("addIntHeader Content-Length reached", r -> {
                    r.addIntHeader("Content-Length", 3);
                    r.getOutputStream().write(new byte[3]);
                }),
                way("Content-Length of what is written already", r -> {
                    r.getOutputStream().write(new byte[3]);
                    r.setContentLength(3);
                }));
    }

    private static Arguments way(String name, Step step) {
        return Arguments.of(name, step);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatCommits")
    void hookIsCalledOnceBeforeTheHeadersLeave(String name, Step step) throws IOException {
        step.on(response);

        assertThat(container.sent()).isNotNull().containsEntry("Hook", "1");
        response.headersLeave();
        response.flushBuffer();
        assertThat(calls).hasValue(1);
    }

    static Stream<Arguments> whatDoesNotCommit() {
        return Stream.of(
                way("a small body", r -> r.getOutputStream().write(new byte[BUFFER / 4])),
                way("a small text", r -> r.getWriter().print("漢")),
                way("a status", r -> r.setStatus(500)),
                way("headers", r -> r.setHeader("Other", "3")),
                way("a length not reached", r -> {
                    r.setContentLength(4);
                    r.getOutputStream().write(new byte[3]);
                }),
                way("length zero", r -> r.setContentLength(0)),
                way("a length that is taken back", r -> {
                    r.setContentLength(3);
                    r.setContentLengthLong(-1);
                    r.getOutputStream().write(new byte[3]);
                }),
                way("a length that is no number", r -> r.setHeader("Content-Length", "three")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatDoesNotCommit")
    void hookWaitsAsLongAsItCan(String name, Step step) throws IOException {
        step.on(response);

        assertThat(calls).hasValue(0);
        assertThat(container.isCommitted()).isFalse();
        response.headersLeave();
        assertThat(calls).hasValue(1);
    }

    @Test
    void resetTakesTheHeaderBackSoTheHookIsCalledAgain() throws IOException {
        FakeResponse patient = new FakeResponse(1000);
        BeforeCommitResponse watched = new BeforeCommitResponse(patient, () -> patient.setHeader("Hook", "set"));
        watched.headersLeave();
        watched.reset();
        assertThat(patient.getHeader("Hook")).isNull();

        watched.flushBuffer();

        assertThat(patient.sent()).containsEntry("Hook", "set");
    }

    @Test
    void resetAllowsTheOtherWayOfWriting() throws IOException {
        response.getWriter().print("abc");
        response.reset();
        response.getOutputStream().write('x');
        response.getWriter().print("y");
        assertThat(container.body()).isEqualTo("xy");
    }

    @Test
    void resetBufferForgetsWhatWasCounted() throws IOException {
        response.setContentLength(8);
        response.getOutputStream().write(new byte[7]);
        response.resetBuffer();
        response.getOutputStream().write(new byte[7]);
        assertThat(calls).hasValue(0);
        response.getOutputStream().write(1);
        assertThat(container.sent()).containsEntry("Hook", "1");
    }

    @Test
    void resetAfterTheHeadersLeftFailsAsTheContainerDoes() throws IOException {
        response.flushBuffer();
        assertThatIllegalStateException().isThrownBy(response::reset);
        response.headersLeave();
        assertThat(calls).hasValue(1);
    }

    @Test
    void tooLateIsNotCalledAtAll() {
        container.flushBuffer();
        response.headersLeave();
        assertThat(calls).hasValue(0);
    }

    @Test
    void failingHookDoesNotFailTheResponse() throws IOException {
        BeforeCommitResponse watched = new BeforeCommitResponse(container, () -> {
            throw new IllegalStateException("as thrown");
        });
        try (CapturedLog log = CapturedLog.of("io.github.jdbcreplicated.servlet")) {
            watched.getWriter().print("abc");
            watched.flushBuffer();
            assertThat(log.messages()).singleElement().asString().contains("goes without");
        }
        assertThat(container.body()).isEqualTo("abc");
    }

    @Test
    void bodyPassesUnchanged() throws IOException {
        PrintWriter writer = response.getWriter();
        writer.print('c');
        writer.print(12L);
        writer.write(new char[] {'a', 'b', 'c'}, 1, 2);
        writer.write("abc", 0, 2);
        writer.append("xyz", 1, 2).append('!');
        writer.format(Locale.ROOT, "%03d", 7);
        assertThat(container.body()).isEqualTo("c12bcaby!007");
        assertThat(response.getWriter()).isSameAs(writer);
    }

    @Test
    void redirectsOfServlet61AreWatchedWhereTheyExist() throws Exception {
        var redirect = Stream.of(HttpServletResponse.class.getMethods())
                .filter(method -> method.getName().equals("sendRedirect") && method.getParameterCount() > 1)
                .toList();
        for (var method : redirect) {
            FakeResponse target = new FakeResponse(BUFFER);
            HttpServletResponse watched = new BeforeCommitResponse(target, () -> target.setHeader("Hook", "set"));
            Object[] arguments = Stream.of(method.getParameterTypes())
                    .map(type -> type == String.class ? "/there" : type == int.class ? (Object) 307 : (Object) true)
                    .toArray();
            method.invoke(watched, arguments);
            assertThat(Objects.requireNonNull(target.sent()))
                    .as(method.toString())
                    .containsEntry("Hook", "set")
                    .containsEntry("Location", "/there");
        }
    }

    private static final class NoListener implements WriteListener {
        @Override
        public void onWritePossible() {}

        @Override
        public void onError(Throwable failure) {}
    }
}
