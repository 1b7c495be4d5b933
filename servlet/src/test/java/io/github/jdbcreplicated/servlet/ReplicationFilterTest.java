package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationFilterTest {

    /** What a place in the application saw. */
    record Seen(
            String place,
            @Nullable Target inferred,
            @Nullable Target explicit,
            @Nullable UnitOfWork unit) {
        static Seen at(String place) {
            ReplicationScope scope = ReplicationScope.current();
            UnitOfWork unit = UnitOfWork.current();
            return new Seen(
                    place,
                    unit == null ? null : unit.inferredTarget(),
                    scope == null ? null : scope.target("default"),
                    unit);
        }

        String targets() {
            return place + " " + (unit == null ? "none" : inferred + (explicit == null ? "" : "/" + explicit));
        }
    }

    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final TomcatServer tomcat = TomcatServer.onOneThread();

    /** Stands around the filter under test, on the one thread that serves all requests. */
    private final Filter outside = (request, response, chain) -> {
        ReplicationScope before = ReplicationScope.current();
        try {
            chain.doFilter(request, response);
        } finally {
            if (((HttpServletRequest) request).getDispatcherType() == DispatcherType.REQUEST) {
                assertThat(ReplicationScope.current()).isSameAs(before).isNull();
                see("outside");
            }
        }
    };

    @AfterEach
    void stop() throws Exception {
        tomcat.close();
    }

    private void see(String place) {
        seen.add(Seen.at(place));
    }

    private Seen next() throws InterruptedException {
        return Objects.requireNonNull(seen.poll(10, TimeUnit.SECONDS), "nothing was seen in 10 s");
    }

    private List<String> targets(int count) throws InterruptedException {
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            targets.add(next().targets());
        }
        return targets;
    }

    private TomcatServer with(ReplicationFilter.Builder builder) {
        return tomcat.filter(outside).filter(builder.build());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, REPLICA",
        "HEAD, REPLICA",
        "POST, PRIMARY",
        "PUT, PRIMARY",
        "DELETE, PRIMARY",
        "OPTIONS, PRIMARY",
        "get, PRIMARY",
        "BREW, PRIMARY"
    })
    void methodDecidesAndNothingIsLeftBehind(String method, Target target) throws Exception {
        with(ReplicationFilter.builder())
                .servlet("/*", (request, response) -> see("servlet"))
                .start();

        assertThat(tomcat.send(method, "/orders").statusCode()).isEqualTo(200);

        assertThat(targets(2)).containsExactly("servlet " + target, "outside none");
    }

    @Test
    void emptyMethodGoesToThePrimary() {
        TargetInference inference = new TargetInference(List.of(), Set.of("GET", "HEAD"));
        assertThat(inference.of(new FakeRequest("", "/"))).isEqualTo(Target.PRIMARY);
    }

    @Test
    void readMethodsReplaceTheDefault() throws Exception {
        with(ReplicationFilter.builder().readMethods(Set.of("QUERY")))
                .servlet("/*", (request, response) -> see("servlet"))
                .start();
        tomcat.send("QUERY", "/");
        tomcat.get("/");
        assertThat(targets(4)).containsExactly("servlet REPLICA", "outside none", "servlet PRIMARY", "outside none");
    }

    @Test
    void firstResolverThatKnowsDecidesWhatIsInferred() throws Exception {
        with(ReplicationFilter.builder()
                        .resolver(request -> Optional.empty())
                        .resolver(request ->
                                Optional.ofNullable(request.getHeader("Host")).map(host -> Target.PRIMARY))
                        .resolver(request -> Optional.of(Target.REPLICA)))
                .servlet("/*", (request, response) -> see("servlet"))
                .start();
        tomcat.get("/");
        assertThat(next().targets()).isEqualTo("servlet PRIMARY");
    }

    @Test
    void resolverThatFailsFailsTheRequestAndLeavesNothingBehind() throws Exception {
        AtomicBoolean fails = new AtomicBoolean(true);
        with(ReplicationFilter.builder().resolver(request -> {
                    if (fails.get()) {
                        throw new IllegalStateException("as thrown");
                    }
                    return Optional.empty();
                }))
                .servlet("/*", (request, response) -> see("servlet"))
                .start();
        assertThat(tomcat.get("/").statusCode()).isEqualTo(500);
        fails.set(false);
        assertThat(tomcat.get("/").statusCode()).isEqualTo(200);
        assertThat(targets(3)).containsExactly("outside none", "servlet REPLICA", "outside none");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /admin/users, REPLICA/PRIMARY",
        "GET, /admin/stats;v=1?x=/reports, REPLICA/REPLICA",
        "POST, /reports/daily, PRIMARY/REPLICA",
        "POST, /orders, PRIMARY",
    })
    void firstOverrideThatMatchesIsExplicit(String method, String path, String expected) throws Exception {
        with(ReplicationFilter.builder()
                        .override("/admin/stats", Target.REPLICA)
                        .override("/admin/**", Target.PRIMARY)
                        .override("/reports/*", Target.REPLICA))
                .servlet("/*", (request, response) -> see("servlet"))
                .start();
        tomcat.send(method, path);
        assertThat(next().targets()).isEqualTo("servlet " + expected);
    }

    @Test
    void overrideNamesItselfAsOrigin() throws Exception {
        BlockingQueue<String> origins = new LinkedBlockingQueue<>();
        with(ReplicationFilter.builder().override("/admin/**", Target.PRIMARY))
                .servlet(
                        "/*",
                        (request, response) ->
                                origins.add(Objects.requireNonNull(Objects.requireNonNull(ReplicationScope.current())
                                        .origin("default"))))
                .start();
        tomcat.get("/admin");
        assertThat(origins).containsExactly("path override /admin/**");
    }

    @Test
    void unitIsARequestAttribute() throws Exception {
        with(ReplicationFilter.builder())
                .servlet("/*", (request, response) -> {
                    assertThat(request.getAttribute(ReplicationFilter.UNIT_ATTRIBUTE))
                            .isSameAs(UnitOfWork.current());
                    assertThat(request.getAttribute(ReplicationFilter.ACCEPTS_WRITES_ATTRIBUTE))
                            .isNull();
                })
                .start();
        assertThat(tomcat.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void readOnlyServiceIsARequestAttribute() throws Exception {
        AtomicBoolean accepts = new AtomicBoolean(true);
        with(ReplicationFilter.builder().acceptsWrites(accepts::get))
                .servlet(
                        "/*",
                        (request, response) -> response.getWriter()
                                .print(request.getAttribute(ReplicationFilter.ACCEPTS_WRITES_ATTRIBUTE)))
                .start();
        assertThat(tomcat.get("/").body()).isEqualTo("true");
        accepts.set(false);
        assertThat(tomcat.get("/").body()).isEqualTo("false");
    }

    @Test
    void forwardAndIncludeKeepTheScopeThatTheyAreIn() throws Exception {
        with(ReplicationFilter.builder().override("/other", Target.REPLICA))
                .servlet("/other", (request, response) -> see("other"))
                .servlet("/forward", (request, response) -> {
                    try (var scope = ReplicationScope.openPrimary()) {
                        request.getRequestDispatcher("/other").forward(request, response);
                    }
                    see("forward");
                })
                .servlet("/include", (request, response) -> {
                    request.getRequestDispatcher("/other").include(request, response);
                    see("include");
                })
                .start();
        tomcat.get("/forward");
        assertThat(targets(3)).containsExactly("other REPLICA/PRIMARY", "forward REPLICA", "outside none");
        tomcat.send("POST", "/include");
        assertThat(targets(3)).containsExactly("other PRIMARY", "include PRIMARY", "outside none");
    }

    @ParameterizedTest
    @CsvSource({"/fails", "/sends"})
    void errorPageBelongsToTheUnitOfTheRequest(String path) throws Exception {
        with(ReplicationFilter.builder().override("/error", Target.PRIMARY))
                .servlet("/fails", (request, response) -> {
                    see("handler");
                    throw new IllegalStateException("as thrown");
                })
                .servlet("/sends", (request, response) -> {
                    see("handler");
                    response.sendError(500);
                })
                .servlet("/error", (request, response) -> {
                    assertThat(request.getDispatcherType()).isEqualTo(DispatcherType.ERROR);
                    see("error");
                    response.getWriter().print("sorry");
                })
                .errorPage("/error")
                .start();
        assertThat(tomcat.get(path).body()).isEqualTo("sorry");
        Seen handler = next();
        assertThat(next().targets()).isEqualTo("outside none");
        Seen error = next();
        assertThat(error.targets()).isEqualTo("error REPLICA");
        assertThat(error.unit()).isSameAs(handler.unit()).isNotNull();
        assertThat(Objects.requireNonNull(error.unit()).isActive()).isFalse();
    }

    @Test
    void asyncDispatchBelongsToTheUnitAndOtherThreadsHaveNoScope() throws Exception {
        with(ReplicationFilter.builder().override("/async", Target.PRIMARY))
                .servlet("/async", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        see("dispatched");
                        return;
                    }
                    see("first");
                    var context = request.startAsync();
                    Runnable wrapped = ReplicationScope.wrap(() -> see("wrapped"));
                    new Thread(() -> {
                                see("thread");
                                wrapped.run();
                                context.dispatch();
                            })
                            .start();
                })
                .start();
        assertThat(tomcat.get("/async").statusCode()).isEqualTo(200);
        List<Seen> all = List.of(next(), next(), next(), next(), next());
        assertThat(all.stream().map(Seen::targets))
                .containsExactlyInAnyOrder(
                        "first REPLICA/PRIMARY",
                        "outside none",
                        "thread none",
                        "wrapped REPLICA/PRIMARY",
                        "dispatched REPLICA/PRIMARY");
        assertThat(all.stream().map(Seen::unit).filter(Objects::nonNull).distinct())
                .hasSize(1);
        assertThat(tomcat.get("/async").statusCode()).isEqualTo(200);
    }

    @Test
    void everyRequestHasAUnitOfItsOwn() throws Exception {
        with(ReplicationFilter.builder())
                .servlet("/*", (request, response) -> see("servlet"))
                .start();
        tomcat.get("/");
        Seen first = next();
        next();
        tomcat.get("/");
        assertThat(next().unit()).isNotSameAs(first.unit()).isNotNull();
    }

    @Test
    void filterThatIsRegisteredTwiceActsOnce() throws Exception {
        with(ReplicationFilter.builder())
                .filter(ReplicationFilter.builder()
                        .override("/**", Target.PRIMARY)
                        .build())
                .servlet("/*", (request, response) -> see("servlet"))
                .start();
        tomcat.get("/");
        assertThat(targets(2)).containsExactly("servlet REPLICA", "outside none");
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void scopeThatTheApplicationForgotIsClosedAndToldOnce() throws Exception {
        with(ReplicationFilter.builder().override("/forgetful/*", Target.PRIMARY))
                .servlet("/forgetful/*", (request, response) -> {
                    ReplicationScope.openReplica();
                    ReplicationScope.openPrimary();
                    response.getWriter().print("served");
                })
                .start();
        try (CapturedLog log = CapturedLog.of("io.github.jdbcreplicated.servlet")) {
            assertThat(tomcat.get("/forgetful/1").body()).isEqualTo("served");
            assertThat(tomcat.get("/forgetful/2").body()).isEqualTo("served");
            assertThat(targets(2)).containsExactly("outside none", "outside none");
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("The servlet mapped to '/forgetful/*' left a scope open")
                    .contains("try-with-resources");
        }
    }

    @Test
    void unknownMethodOrPatternIsRefusedByTheBuilder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicationFilter.builder().readMethods(Set.of("get")))
                .withMessageContaining("readMethods: 'get' is not a known HTTP method")
                .withMessageContaining("GET, HEAD, OPTIONS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicationFilter.builder().override("admin", Target.PRIMARY))
                .withMessageStartingWith("override: 'admin' is no path pattern");
    }

    @Test
    void laterBuilderCallsDoNotChangeWhatWasBuilt() throws Exception {
        ReplicationFilter.Builder builder = ReplicationFilter.builder();
        with(builder).servlet("/*", (request, response) -> see("servlet")).start();
        builder.override("/**", Target.PRIMARY).resolver(request -> Optional.of(Target.PRIMARY));
        tomcat.get("/");
        assertThat(next().targets()).isEqualTo("servlet REPLICA");
    }

    @Test
    void filterChainReadsFromThePrimaryUntilTheHandlerIsKnown() throws Exception {
        with(ReplicationFilter.builder().securityReadsOnPrimary(true).override("/reports", Target.REPLICA))
                .filter((request, response, chain) -> {
                    see("security");
                    chain.doFilter(request, response);
                    see("security");
                })
                .filter(new HandlerScopeFilter())
                .servlet("/*", (request, response) -> see("servlet"))
                .start();
        tomcat.get("/");
        assertThat(targets(4))
                .containsExactly(
                        "security REPLICA/PRIMARY", "servlet REPLICA", "security REPLICA/PRIMARY", "outside none");
        tomcat.send("POST", "/reports");
        assertThat(targets(4))
                .containsExactly(
                        "security PRIMARY/PRIMARY",
                        "servlet PRIMARY/REPLICA",
                        "security PRIMARY/PRIMARY",
                        "outside none");
    }

    @Test
    void handlerScopeFilterLeavesScopesAloneThatOthersOpened() throws Exception {
        with(ReplicationFilter.builder().securityReadsOnPrimary(true))
                .filter((request, response, chain) -> {
                    if (request.getDispatcherType() == DispatcherType.REQUEST) {
                        try (var scope = ReplicationScope.openReplica()) {
                            chain.doFilter(request, response);
                        }
                    } else {
                        chain.doFilter(request, response);
                    }
                })
                .filter(new HandlerScopeFilter())
                .servlet("/first", (request, response) -> {
                    see("first");
                    try (var scope = ReplicationScope.openPrimary()) {
                        request.getRequestDispatcher("/second").forward(request, response);
                    }
                })
                .servlet("/second", (request, response) -> see("second"))
                .start();
        tomcat.get("/first");
        assertThat(targets(2)).containsExactly("first REPLICA/REPLICA", "second REPLICA/PRIMARY");
    }

    @Test
    void errorAndAsyncDispatchesAlsoBeginOnThePrimary() throws Exception {
        with(ReplicationFilter.builder().securityReadsOnPrimary(true))
                .filter((request, response, chain) -> {
                    if (request.getDispatcherType() != DispatcherType.REQUEST) {
                        see("security " + request.getDispatcherType());
                    }
                    chain.doFilter(request, response);
                })
                .filter(new HandlerScopeFilter())
                .servlet("/async", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.REQUEST) {
                        request.startAsync().dispatch();
                    } else {
                        see("dispatched");
                        response.sendError(418);
                    }
                })
                .servlet("/error", (request, response) -> see("error"))
                .errorPage("/error")
                .start();
        tomcat.get("/async");
        assertThat(targets(5))
                .containsExactly(
                        "outside none",
                        "security ASYNC REPLICA/PRIMARY",
                        "dispatched REPLICA",
                        "security ERROR REPLICA/PRIMARY",
                        "error REPLICA");
    }

    @Test
    void handlerScopeFilterAloneOnlyPasses() throws Exception {
        tomcat.filter(new HandlerScopeFilter())
                .servlet("/*", (request, response) -> see("servlet"))
                .start();
        tomcat.get("/");
        assertThat(next().targets()).isEqualTo("servlet none");
    }
}
