package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteHeaderTest {
    /** More than Tomcat's buffer of 8192 bytes. */
    private static final int MUCH = 20_000;

    private final TomcatServer tomcat = TomcatServer.onOneThread()
            .filter(ReplicationFilter.builder().routeHeader(true).build());

    @AfterEach
    void stop() throws Exception {
        tomcat.close();
    }

    private static void decide(String cluster, String node, Reason reason) {
        Objects.requireNonNull(UnitOfWork.current()).routed(new Route(cluster, node, reason));
    }

    private static void decide(String node) {
        decide("default", node, Reason.INFERRED_REPLICA);
    }

    private static String entries(String... nodes) {
        return String.join(
                ", ",
                Stream.of(nodes).map(node -> node + ";reason=INFERRED_REPLICA").toList());
    }

    private static String header(HttpResponse<String> response) {
        assertThat(response.headers().allValues(ReplicationFilter.ROUTE_HEADER)).hasSizeLessThan(2);
        return response.headers().firstValue(ReplicationFilter.ROUTE_HEADER).orElse("");
    }

    @Test
    void decisionsAreListedInOrderInOneHeaderLine() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    decide("default", "replica-1", Reason.INFERRED_REPLICA);
                    decide("orders", "replica-7", Reason.INFERRED_REPLICA);
                    decide("default", "primary", Reason.WRITE_STATEMENT);
                    response.getWriter().print("small");
                })
                .start();
        assertThat(header(tomcat.get("/")))
                .isEqualTo("replica-1;reason=INFERRED_REPLICA, replica-7;reason=INFERRED_REPLICA;cluster=orders, "
                        + "primary;reason=WRITE_STATEMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void smallBodyWaitsForTheLastDecision(String method) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    decide("a");
                    response.getWriter().print("small");
                    decide("b");
                })
                .start();
        assertThat(header(tomcat.send(method, "/"))).isEqualTo(entries("a", "b"));
    }

    @Test
    void noDecisionMeansNoHeader() throws Exception {
        tomcat.servlet("/*", (request, response) -> response.getWriter().print("small"))
                .start();
        assertThat(tomcat.get("/").headers().firstValue(ReplicationFilter.ROUTE_HEADER))
                .isEmpty();
    }

    @Test
    void sixteenDecisionsAreListedAtMost() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    for (int i = 1; i <= 20; i++) {
                        decide("node-" + i);
                    }
                })
                .start();
        assertThat(header(tomcat.get("/")))
                .endsWith(", node-16;reason=INFERRED_REPLICA")
                .startsWith("node-1;");
    }

    interface Step {
        void on(HttpServletResponse response) throws IOException;
    }

    static Stream<Arguments> whatCommits() {
        return Stream.of(
                way("flushBuffer", HttpServletResponse::flushBuffer),
                way("stream.flush", response -> response.getOutputStream().flush()),
                way("stream.close", response -> response.getOutputStream().close()),
                way("writer.flush", response -> response.getWriter().flush()),
                way("writer.close", response -> response.getWriter().close()),
                way("large array", response -> response.getOutputStream().write(new byte[MUCH])),
                way("large text", response -> response.getWriter().print("x".repeat(MUCH))),
                way("many bytes", response -> {
                    for (int i = 0; i < MUCH; i++) {
                        response.getOutputStream().write('x');
                    }
                }),
                way("few characters, many bytes", response -> {
                    response.setCharacterEncoding("UTF-8");
                    for (int i = 0; i < MUCH / 3; i++) {
                        response.getWriter().write('漢');
                    }
                }),
                way("Content-Length reached", response -> {
                    response.setHeader("Content-Length", "3");
                    response.getOutputStream().write(new byte[3]);
                }),
                way("redirect", response -> response.sendRedirect("/shop/there")),
                way("error without a page", response -> response.sendError(404)));
    }

    private static Arguments way(String name, Step step) {
        return Arguments.of(name, step);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatCommits")
    void headerLeavesWithTheOthersAndLaterDecisionsDoNotAppear(String name, Step step) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    decide("a");
                    step.on(response);
                    decide("late");
                })
                .start();
        assertThat(header(tomcat.get("/"))).isEqualTo(entries("a"));
    }

    @Test
    void redirectWithAStatusCarriesTheHeaderWhereServletsHaveIt() throws Exception {
        var redirect = Stream.of(HttpServletResponse.class.getMethods())
                .filter(method -> method.getName().equals("sendRedirect") && method.getParameterCount() == 3)
                .findFirst();
        tomcat.servlet("/*", (request, response) -> {
                    decide("a");
                    if (redirect.isPresent()) {
                        redirect.get().invoke(response, "/shop/there", 307, true);
                    }
                })
                .start();
        HttpResponse<String> response = tomcat.get("/");
        assertThat(redirect.isPresent()).isEqualTo("6.1".equals(System.getProperty("expected.servlet.version")));
        assertThat(header(response)).isEqualTo(entries("a"));
        assertThat(response.statusCode()).isEqualTo(redirect.isPresent() ? 307 : 200);
    }

    @Test
    void forwardAddsItsDecisions() throws Exception {
        tomcat.servlet("/view", (request, response) -> {
                    decide("b");
                    response.getWriter().print("small");
                })
                .servlet("/*", (request, response) -> {
                    decide("a");
                    request.getRequestDispatcher("/view").forward(request, response);
                })
                .start();
        assertThat(header(tomcat.get("/"))).isEqualTo(entries("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fails", "/sends"})
    void errorPageAddsItsDecisions(String path) throws Exception {
        tomcat.servlet("/fails", (request, response) -> {
                    decide("a");
                    throw new IllegalStateException("as thrown");
                })
                .servlet("/sends", (request, response) -> {
                    decide("a");
                    response.sendError(500);
                })
                .servlet("/error", (request, response) -> {
                    decide("b");
                    response.getWriter().print("sorry");
                })
                .errorPage("/error")
                .start();
        HttpResponse<String> response = tomcat.get(path);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("sorry");
        assertThat(header(response)).isEqualTo(entries("a", "b"));
    }

    @Test
    void exceptionWithoutAnErrorPageStillTellsTheRoutes() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    decide("a");
                    throw new IllegalStateException("as thrown");
                })
                .start();
        HttpResponse<String> response = tomcat.get("/");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(header(response)).isEqualTo(entries("a"));
    }

    @Test
    void resetBodyStartsAnew() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    decide("a");
                    response.getOutputStream().write(new byte[5000]);
                    response.reset();
                    decide("b");
                    response.getWriter().print("small");
                })
                .start();
        HttpResponse<String> response = tomcat.get("/");
        assertThat(response.body()).isEqualTo("small");
        assertThat(header(response)).isEqualTo(entries("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asyncDispatchAddsItsDecisions(boolean passesItsOwn) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        decide("b");
                        response.getWriter().print("small");
                        return;
                    }
                    decide("a");
                    AsyncContext context = passesItsOwn ? request.startAsync(request, response) : request.startAsync();
                    assertThat(context.hasOriginalRequestAndResponse()).isEqualTo(!passesItsOwn);
                    new Thread(context::dispatch).start();
                })
                .start();
        HttpResponse<String> response = tomcat.get("/");
        assertThat(response.body()).isEqualTo("small");
        assertThat(header(response)).isEqualTo(entries("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asyncCompletionWithoutADispatchCarriesTheHeader(boolean passesItsOwn) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    decide("a");
                    AsyncContext context = passesItsOwn ? request.startAsync(request, response) : request.startAsync();
                    assertThat(request.getAsyncContext()).isSameAs(context);
                    assertThat(request.isAsyncStarted()).isTrue();
                    Runnable work = ReplicationScope.wrap(() -> decide("b"));
                    new Thread(() -> {
                                work.run();
                                context.complete();
                            })
                            .start();
                })
                .start();
        assertThat(header(tomcat.get("/"))).isEqualTo(entries("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asyncStreamingCarriesWhatWasDecidedBeforeTheFirstFlush(boolean passesItsOwn) throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    decide("a");
                    AsyncContext context = passesItsOwn ? request.startAsync(request, response) : request.startAsync();
                    Runnable late = ReplicationScope.wrap(() -> decide("late"));
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
        HttpResponse<String> response = tomcat.get("/");
        assertThat(response.body()).isEqualTo("chunk");
        assertThat(header(response)).isEqualTo(entries("a"));
    }

    @Test
    void nonBlockingWritingCarriesTheHeader() throws Exception {
        tomcat.servlet("/*", (request, response) -> {
                    decide("a");
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
        HttpResponse<String> response = tomcat.get("/");
        assertThat(response.body()).isEqualTo("written");
        assertThat(header(response)).isEqualTo(entries("a"));
    }
}
