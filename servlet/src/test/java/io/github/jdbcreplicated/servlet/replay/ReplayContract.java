package io.github.jdbcreplicated.servlet.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.servlet.ReplicationFilter;
import io.github.jdbcreplicated.servlet.replay.ReplayListener.Declined;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request that was run again answers what it would have answered if it had never failed. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ReplayContract {
    private final Replica replica = new Replica();
    private final Scenarios scenarios = new Scenarios(replica);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Container with;
    private Container without;

    private final ReplayListener listener = new ReplayListener() {
        @Override
        public void replayed(String handler, Mark failure) {
            told.add("replayed " + failure);
        }

        @Override
        public void declined(String handler, Mark failure, Declined reason) {
            told.add("declined " + failure + " " + reason);
        }
    };

    abstract Container container();

    /** As sessions and security do: something before, and something after. */
    private static final Filter OUTER = (request, response, chain) -> {
        HttpServletResponse answer = (HttpServletResponse) response;
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            answer.addHeader("X-Outer", "outer");
            answer.addCookie(new Cookie("outer", "1"));
        } else {
            answer.setHeader("X-Outer-" + request.getDispatcherType(), "outer");
        }
        chain.doFilter(request, response);
        answer.setHeader("X-Tail", "tail");
    };

    @BeforeAll
    void start() throws Exception {
        with = started(true);
        without = started(false);
    }

    private Container started(boolean replaying) throws Exception {
        Container container =
                container().filter(ReplicationFilter.builder().build()).filter(OUTER);
        if (replaying) {
            container.filter(ReplayFilter.builder().listener(listener).build());
        }
        Stream.of(scenarios.repeatable(), scenarios.unrepeatable())
                .forEach(all -> all.forEach((name, handler) -> container.servlet(path(name), handler)));
        container.servlet(
                "/elsewhere",
                (request, response) -> response.getWriter().print("elsewhere " + request.getAttribute("well")));
        container.servlet(
                "/error", (request, response) -> response.getWriter().print("error page " + response.getStatus()));
        return container.errorPage("/error").start();
    }

    @AfterAll
    void stop() throws Exception {
        with.close();
        without.close();
    }

    @BeforeEach
    void calm() {
        replica.calm();
        told.clear();
    }

    private static String path(String scenario) {
        return "/" + scenario.replaceAll("[^A-Za-z0-9]+", "-");
    }

    Set<String> repeatable() {
        return scenarios.repeatable().keySet();
    }

    Set<String> unrepeatable() {
        return scenarios.unrepeatable().keySet();
    }

    Stream<String> all() {
        return Stream.concat(repeatable().stream(), unrepeatable().stream());
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void clientDoesNotNoticeALostReplica(String scenario) throws Exception {
        assertUnnoticed("GET", scenario, Mark.LOST, Target.REPLICA);
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void clientDoesNotNoticeARefusedWrite(String scenario) throws Exception {
        if (!scenario.equals("leaves scopes open")) { // of a replica, which would refuse again
            assertUnnoticed("GET", scenario, Mark.REFUSED, Target.PRIMARY);
        }
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void headIsAnsweredAsIfNothingHadFailed(String scenario) throws Exception {
        assertUnnoticed("HEAD", scenario, Mark.RECOVERY_CONFLICT, Target.REPLICA);
    }

    private void assertUnnoticed(String method, String scenario, Mark failure, Target second) throws Exception {
        Answer reference = Answer.of(with.send(method, path(scenario)));
        assertThat(reference.status()).isLessThan(300);
        assertThat(told).isEmpty();
        replica.reads.clear();

        replica.failNext(failure);
        Answer answer = Answer.of(with.send(method, path(scenario)));

        assertThat(answer).isEqualTo(reference);
        replica.awaitReads(2);
        assertThat(replica.reads).containsExactly(Target.REPLICA, second);
        assertThat(told).containsExactly("replayed " + failure);
    }

    @ParameterizedTest
    @MethodSource("unrepeatable")
    void whatCannotBeRunAgainIsDeliveredAsItFailed(String scenario) throws Exception {
        replica.failNext(Mark.LOST);
        Answer reference = Answer.of(without.send("GET", path(scenario)));
        assertThat(replica.reads).hasSize(1);

        replica.failNext(Mark.LOST);
        Answer answer = Answer.of(with.send("GET", path(scenario)));

        assertThat(answer).isEqualTo(reference);
        assertThat(replica.reads).hasSize(2);
        assertThat(told).noneMatch(event -> event.startsWith("replayed"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingChangesWhereNothingFails(String scenario) throws Exception {
        for (String method : new String[] {"GET", "HEAD", "POST"}) {
            Answer reference = Answer.of(without.send(method, path(scenario)));
            assertThat(Answer.of(with.send(method, path(scenario)))).as(method).isEqualTo(reference);
        }
    }

    // ---- Where another filter stands between

    /** Lets only those through whom it knows, after it asked the database. */
    private Filter guard(boolean reads) {
        return (request, response, chain) -> {
            try {
                if (reads) {
                    replica.read();
                }
            } catch (SQLException e) {
                throw new ServletException(e);
            }
            if (((HttpServletRequest) request).getHeader("X-User") == null) {
                ((HttpServletResponse) response).sendError(401);
            } else {
                chain.doFilter(request, response);
            }
        };
    }

    private Container guarded(Filter guard) throws Exception {
        return container()
                .filter(ReplicationFilter.builder().build())
                .filter(ReplayFilter.builder().listener(listener).build())
                .filter(guard)
                .servlet("/secret", (request, response) -> response.getWriter().print("secret " + replica.read()))
                .start();
    }

    @Test
    void failureInAFilterBehindDoesNotOpenTheDoor() throws Exception {
        try (Container container = guarded(guard(true))) {
            assertThat(container.send("GET", "/secret").statusCode()).isEqualTo(401);
            replica.failNext(Mark.LOST);
            HttpResponse<String> response = container.send("GET", "/secret");
            assertThat(response.body()).doesNotContain("secret read");
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(told).containsExactly("declined LOST NOT_LAST");
            assertThat(container.send("GET", "/secret", "X-User", "ada").body()).isEqualTo("secret read");
        }
    }

    @Test
    void failureBehindAnotherFilterIsDelivered() throws Exception {
        try (Container container = guarded(guard(false))) {
            replica.failNext(Mark.LOST);
            HttpResponse<String> response = container.send("GET", "/secret", "X-User", "ada");
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(told).containsExactly("declined LOST NOT_LAST");
        }
    }

    @Test
    void filterThatHidesItsClassIsSeen() throws Exception {
        Filter hidden = (Filter) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Filter.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("doFilter")) {
                        ((FilterChain) arguments[2])
                                .doFilter((ServletRequest) arguments[0], (ServletResponse) arguments[1]);
                    }
                    return null;
                });
        try (Container container = guarded(hidden)) {
            replica.failNext(Mark.LOST);
            assertThat(container.send("GET", "/secret").statusCode()).isEqualTo(500);
            assertThat(told).containsExactly("declined LOST NOT_LAST");
        }
    }

    @Test
    void failureInAFilterInFrontIsNotOurs() throws Exception {
        try (Container container = container()
                .filter(ReplicationFilter.builder().build())
                .filter(guard(true))
                .filter(ReplayFilter.builder().listener(listener).build())
                .servlet("/secret", (request, response) -> response.getWriter().print("secret " + replica.read()))
                .start()) {
            replica.failNext(Mark.LOST);
            assertThat(container.send("GET", "/secret").statusCode()).isEqualTo(500);
            assertThat(replica.reads).hasSize(1);
        }
    }
}
