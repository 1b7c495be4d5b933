package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.token.Position;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way the headers leave, after work that the client has to know of. */
class TokenLeavesTest {
    private final AtomicInteger lost = new AtomicInteger();
    private final FakePositions positions = new FakePositions("default");
    private final FakePositions orders = new FakePositions("orders");
    private final CapturedLog log = CapturedLog.of("io.github.jdbcreplicated.servlet");
    private final TomcatServer tomcat = TomcatServer.onOneThread()
            .filter(ReplicationFilter.builder()
                    .tokenCarrier(TokenCarrier.builder(Tokens.CODEC)
                            .onLost(lost::incrementAndGet)
                            .build())
                    .build());

    @AfterEach
    void stop() throws Exception {
        tomcat.close();
        log.close();
    }

    private static Position at(long lsn) {
        return new Position(1, lsn);
    }

    static Stream<Arguments> whatCommits() {
        return Stream.concat(
                RouteHeaderTest.whatCommits(),
                Stream.of(Arguments.of("the container", (RouteHeaderTest.Step) r -> {})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatCommits")
    void tokenLeavesWithTheHeaders(String name, RouteHeaderTest.Step step) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    positions.write(10);
                    step.on(response);
                })
                .start();
        for (String method : new String[] {"POST", "GET", "HEAD"}) {
            assertThat(Tokens.told(tomcat.send(method, "/"))).isEqualTo(at(10));
        }
        assertThat(lost).hasValue(0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatCommits")
    void whatIsWrittenAfterwardsIsToldOrCounted(String name, RouteHeaderTest.Step step) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    positions.write(10);
                    step.on(response);
                    positions.write(20);
                })
                .servlet("/idle", (request, response) -> {})
                .start();
        Position told = Tokens.told(tomcat.send("POST", "/"));
        waitForTheOnlyThread();
        assertThat(told).isEqualTo(lost.get() == 0 ? at(20) : at(10));
        assertThat(lost.get()).isLessThan(2);
    }

    /** A client may have all of a response that was closed before the request ended. */
    private void waitForTheOnlyThread() throws Exception {
        tomcat.get("/idle");
    }

    @Test
    void writeAfterAFlushIsCountedAndLoggedOncePerMinute() throws Exception {
        tomcat.servlet("/import", (request, response) -> {
                    response.flushBuffer();
                    positions.write(10);
                })
                .start();
        assertThat(Tokens.isIn(tomcat.send("POST", "/import"))).isFalse();
        assertThat(Tokens.isIn(tomcat.send("POST", "/import"))).isFalse();
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("The servlet mapped to '/import' may have written after the headers of its response left");
        assertThat(lost).hasValue(2);
    }

    @Test
    void flushInsideATransactionSaysUnknownAndLosesNothing() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    positions.marks().transactionBegan();
                    response.flushBuffer();
                    positions.marks().transactionEnded();
                    positions.write(10);
                })
                .start();
        assertThat(Tokens.told(tomcat.send("POST", "/"))).isEqualTo(Position.UNKNOWN);
        assertThat(lost).hasValue(0);
    }

    @Test
    void whatWasWrittenBeyondAnEstimatedBufferIsStillTold() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    positions.write(10);
                    response.getOutputStream().write(new byte[5000]);
                    positions.write(20);
                })
                .start();
        assertThat(Tokens.told(tomcat.send("POST", "/"))).isEqualTo(at(20));
        assertThat(lost).hasValue(0);
    }

    @Test
    void readsSayNothing() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    positions.marks().keepReplica(() -> "replica-1");
                    response.setHeader("Cache-Control", "public, max-age=60");
                    response.getWriter().print("small");
                })
                .start();
        HttpResponse<String> first = tomcat.get("/");
        assertThat(Tokens.isIn(first)).isFalse();
        assertThat(first.headers().allValues("Cache-Control")).containsExactly("public, max-age=60");
        assertThat(Tokens.isIn(tomcat.send("GET", "/", "Cookie", Tokens.cookie(Tokens.at(7)))))
                .isFalse();
        assertThat(positions.captures).hasValue(0);
    }

    @Test
    void tokenKeepsWhatTheClientBroughtOfOtherClusters() throws Exception {
        tomcat.servlet("/*", (request, response) -> positions.write(10)).start();
        HttpResponse<String> response = tomcat.send("POST", "/", "Cookie", Tokens.cookie(Tokens.at("orders", 7)));
        assertThat(Tokens.told(response, "default")).isEqualTo(at(10));
        assertThat(Tokens.told(response, "orders")).isEqualTo(at(7));
    }

    @Test
    void smallerPositionIsNeverTold() throws Exception {
        tomcat.servlet("/*", (request, response) -> positions.write(10)).start();
        HttpResponse<String> response = tomcat.send("POST", "/", "Cookie", Tokens.cookie(Tokens.at(30)));
        assertThat(Tokens.isIn(response)).isFalse();
    }

    @Test
    void responseThatSaysMoreBecomesPrivate() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    positions.write(10);
                    response.setHeader("Cache-Control", "public, max-age=60");
                    response.addHeader("Cache-Control", "s-maxage=600");
                    response.setHeader("Expires", "Thu, 01 Jan 2099 00:00:00 GMT");
                })
                .start();
        HttpResponse<String> response = tomcat.send("POST", "/");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("max-age=60, private");
        assertThat(response.headers().allValues("Expires")).containsExactly("Thu, 01 Jan 2099 00:00:00 GMT");
    }

    @ParameterizedTest
    @CsvSource({"/fails, false", "/sends, false", "/fails, true", "/sends, true"})
    void errorPageCarriesOneTokenOfAllThatWasDone(String path, boolean pageWrites) throws Exception {
        tomcat.servlet("/fails", (request, response) -> {
                    response.addCookie(new Cookie("theirs", "1"));
                    positions.write(10);
                    throw new IllegalStateException("as thrown");
                })
                .servlet("/sends", (request, response) -> {
                    response.addCookie(new Cookie("theirs", "1"));
                    positions.write(10);
                    response.sendError(500);
                })
                .servlet("/error", (request, response) -> {
                    assertThat(request.getDispatcherType()).isEqualTo(DispatcherType.ERROR);
                    if (pageWrites) {
                        orders.write(20);
                    }
                    response.addCookie(new Cookie("page", "2"));
                    response.getWriter().print("sorry");
                })
                .errorPage("/error")
                .start();
        HttpResponse<String> response = tomcat.send("POST", path);
        assertThat(response.body()).isEqualTo("sorry");
        assertThat(Tokens.told(response)).isEqualTo(at(10));
        assertThat(Tokens.told(response, "orders")).isEqualTo(pageWrites ? at(20) : null);
        assertThat(response.headers().allValues("Set-Cookie")).hasSize(3).contains("theirs=1", "page=2");
        assertThat(lost).hasValue(0);
    }

    @Test
    void exceptionWithoutAnErrorPageStillCarriesTheToken() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    positions.write(10);
                    throw new IllegalStateException("as thrown");
                })
                .start();
        HttpResponse<String> response = tomcat.send("POST", "/");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(Tokens.told(response)).isEqualTo(at(10));
    }

    @Test
    void headersThatWereDroppedAreWrittenAgain() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    positions.write(10);
                    response.getOutputStream().write(new byte[5000]);
                    response.reset();
                    response.getWriter().print("small");
                })
                .start();
        assertThat(Tokens.told(tomcat.send("POST", "/"))).isEqualTo(at(10));
    }

    @Test
    void redirectWithAStatusCarriesTheTokenWhereServletsHaveIt() throws Exception {
        var redirect = Stream.of(HttpServletResponse.class.getMethods())
                .filter(method -> method.getName().equals("sendRedirect") && method.getParameterCount() == 3)
                .findFirst();
        tomcat.servlet("/*", (request, response) -> {
                    positions.write(10);
                    if (redirect.isPresent()) {
                        redirect.get().invoke(response, "/shop/there", 303, true);
                    }
                })
                .start();
        HttpResponse<String> response = tomcat.send("POST", "/");
        assertThat(response.statusCode()).isEqualTo(redirect.isPresent() ? 303 : 200);
        assertThat(Tokens.told(response)).isEqualTo(at(10));
    }

    @Test
    void forwardAndIncludeTellWhatTheTargetWrote() throws Exception {
        tomcat.servlet("/other", (request, response) -> {
                    positions.write(10);
                    response.getWriter().print("other");
                })
                .servlet(
                        "/forward",
                        (request, response) ->
                                request.getRequestDispatcher("/other").forward(request, response))
                .servlet(
                        "/include",
                        (request, response) ->
                                request.getRequestDispatcher("/other").include(request, response))
                .start();
        for (String path : new String[] {"/forward", "/include"}) {
            HttpResponse<String> response = tomcat.send("POST", path);
            assertThat(response.body()).isEqualTo("other");
            assertThat(Tokens.told(response)).isEqualTo(at(10));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asyncDispatchTellsWhatBothDispatchesWrote(boolean passesItsOwn) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        positions.write(20);
                        response.getWriter().print("small");
                        return;
                    }
                    orders.write(10);
                    AsyncContext context = passesItsOwn ? request.startAsync(request, response) : request.startAsync();
                    new Thread(context::dispatch).start();
                })
                .start();
        HttpResponse<String> response = tomcat.send("POST", "/");
        assertThat(Tokens.told(response)).isEqualTo(at(20));
        assertThat(Tokens.told(response, "orders")).isEqualTo(at(10));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asyncCompletionTellsWhatOtherThreadsWrote(boolean passesItsOwn) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    AsyncContext context = passesItsOwn ? request.startAsync(request, response) : request.startAsync();
                    Runnable work = ReplicationScope.wrap(() -> positions.write(10));
                    new Thread(() -> {
                                work.run();
                                context.complete();
                            })
                            .start();
                })
                .start();
        assertThat(Tokens.told(tomcat.send("POST", "/"))).isEqualTo(at(10));
        assertThat(lost).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asyncStreamingCountsWhatIsWrittenBetweenChunks(boolean passesItsOwn) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    positions.write(10);
                    AsyncContext context = passesItsOwn ? request.startAsync(request, response) : request.startAsync();
                    Runnable late = ReplicationScope.wrap(() -> positions.write(20));
                    new Thread(() -> {
                                try {
                                    context.getResponse().getOutputStream().print("chunk");
                                    context.getResponse().flushBuffer();
                                    late.run();
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                } finally {
                                    context.complete();
                                }
                            })
                            .start();
                })
                .start();
        HttpResponse<String> response = tomcat.send("POST", "/");
        assertThat(response.body()).isEqualTo("chunk");
        assertThat(Tokens.told(response)).isEqualTo(at(10));
        assertThat(lost).hasValue(1);
    }

    @Test
    void nonBlockingWritingCarriesTheToken() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    positions.write(10);
                    AsyncContext context = request.startAsync();
                    var stream = context.getResponse().getOutputStream();
                    stream.setWriteListener(new WriteListener() {
                        @Override
                        public void onWritePossible() throws IOException {
                            if (stream.isReady()) {
                                stream.write("written".getBytes(StandardCharsets.UTF_8));
                                context.complete();
                            }
                        }

                        @Override
                        public void onError(Throwable failure) {
                            context.complete();
                        }
                    });
                })
                .start();
        HttpResponse<String> response = tomcat.send("POST", "/");
        assertThat(response.body()).isEqualTo("written");
        assertThat(Tokens.told(response)).isEqualTo(at(10));
    }
}
