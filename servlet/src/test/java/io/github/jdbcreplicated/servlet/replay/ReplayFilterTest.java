package io.github.jdbcreplicated.servlet.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.servlet.ReplicationFilter;
import io.github.jdbcreplicated.servlet.TomcatServer;
import io.github.jdbcreplicated.servlet.TomcatServer.Handler;
import io.github.jdbcreplicated.servlet.replay.ReplayListener.Declined;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is run again, and what is not. */
class ReplayFilterTest {
    private final TomcatServer tomcat = TomcatServer.onOneThread();
    private final Replica replica = new Replica();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Handler reads = (request, response) -> response.getWriter().print(replica.read());

    private final ReplayListener listener = new ReplayListener() {
        @Override
        public void replayed(String handler, Mark failure) {
            told.add(handler + " replayed " + failure);
        }

        @Override
        public void declined(String handler, Mark failure, Declined reason) {
            told.add(handler + " declined " + failure + " " + reason);
        }
    };

    @AfterEach
    void stop() throws Exception {
        tomcat.close();
    }

    private void start(ReplayFilter.Builder builder, Handler handler) throws Exception {
        start(ReplicationFilter.builder(), builder, handler);
    }

    private void start(ReplicationFilter.Builder scopes, ReplayFilter.Builder builder, Handler handler)
            throws Exception {
        tomcat.filter(scopes.build())
                .filter(builder.listener(listener).build())
                .servlet("/orders/*", handler)
                .start();
    }

    private int status(Mark failure, String method, String... headers) throws Exception {
        replica.failNext(failure);
        return tomcat.send(method, "/orders/1", headers).statusCode();
    }

    @Test
    void handlerIsNamedByItsMapping() throws Exception {
        start(ReplayFilter.builder(), reads);
        assertThat(status(Mark.LOST, "GET")).isEqualTo(200);
        assertThat(told).containsExactly("/orders/* replayed LOST");
    }

    @Test
    void unsafeMethodsAreNot() throws Exception {
        start(ReplayFilter.builder(), reads);
        assertThat(status(Mark.LOST, "POST")).isEqualTo(500);
        assertThat(status(Mark.LOST, "OPTIONS")).isEqualTo(500);
        assertThat(told).hasSize(2).allMatch(event -> event.equals("/orders/* declined LOST NOT_SAFE"));
    }

    @Test
    void safeMethodThatIsForThePrimaryIsNot() throws Exception {
        start(ReplicationFilter.builder().readMethods(List.of("HEAD")), ReplayFilter.builder(), reads);
        assertThat(status(Mark.LOST, "GET")).isEqualTo(500);
        assertThat(told).containsExactly("/orders/* declined LOST NOT_SAFE");
    }

    @Test
    void requestsWithABodyAreNot() throws Exception {
        tomcat.filter(
                (request, response, chain) -> chain.doFilter(new WithBody((HttpServletRequest) request), response));
        start(ReplayFilter.builder(), reads);
        assertThat(status(Mark.LOST, "GET")).isEqualTo(500);
        assertThat(told).containsExactly("/orders/* declined LOST BODY");
    }

    private static final class WithBody extends HttpServletRequestWrapper {
        WithBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public long getContentLengthLong() {
            return 5;
        }
    }

    @Test
    void whatWasRefusedIsNotWhereOnlyLossesAre() throws Exception {
        start(ReplayFilter.builder().mode(ReplayMode.NODE_LOSS_ONLY), reads);
        assertThat(status(Mark.REFUSED, "GET")).isEqualTo(500);
        assertThat(status(Mark.LOST, "GET")).isEqualTo(200);
        assertThat(told).containsExactly("/orders/* declined REFUSED MODE", "/orders/* replayed LOST");
    }

    @Test
    void nothingIsWhereItIsOff() throws Exception {
        start(ReplayFilter.builder().mode(ReplayMode.OFF), reads);
        assertThat(status(Mark.LOST, "GET")).isEqualTo(500);
        assertThat(told).isEmpty();
    }

    @Test
    void otherMarksAreNoReason() throws Exception {
        start(ReplayFilter.builder(), reads);
        assertThat(status(Mark.ROLE_CHANGED, "GET")).isEqualTo(500);
        assertThat(told).isEmpty();
    }

    @Test
    void whatAskedForAReplicaWouldBeRefusedAgain() throws Exception {
        start(ReplayFilter.builder(), (request, response) -> ReplicationScope.onReplica(() -> replica.read()));
        assertThat(status(Mark.REFUSED, "GET")).isEqualTo(500);
        assertThat(status(Mark.LOST, "GET")).isEqualTo(200);
        assertThat(told).containsExactly("/orders/* declined REFUSED EXPLICIT_REPLICA", "/orders/* replayed LOST");
    }

    @Test
    void secondFailureIsDelivered() throws Exception {
        start(ReplayFilter.builder(), (request, response) -> {
            replica.failNext(Mark.LOST);
            replica.read();
        });
        assertThat(tomcat.get("/orders/1").statusCode()).isEqualTo(500);
        assertThat(replica.reads).hasSize(2);
    }

    @Test
    void threadThatIsNotCleanIsNoPlaceToRunAgain() throws Exception {
        AtomicBoolean clean = new AtomicBoolean(true);
        start(ReplayFilter.builder().threadIsClean(clean::get), (request, response) -> {
            clean.set(request.getParameter("leak") == null);
            replica.read();
        });
        assertThat(status(Mark.LOST, "GET")).isEqualTo(200);
        replica.failNext(Mark.LOST);
        assertThat(tomcat.get("/orders/1?leak").statusCode()).isEqualTo(500);
        assertThat(status(Mark.LOST, "GET")).as("bound at entry").isEqualTo(500);
        assertThat(told.subList(1, 3)).allMatch(event -> event.endsWith("THREAD_NOT_CLEAN"));
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // forgotten on purpose
    void scopesOfTheFirstRunAreClosedForTheSecond() throws Exception {
        List<Target> asked = new CopyOnWriteArrayList<>();
        start(ReplayFilter.builder(), (request, response) -> {
            Target before = Objects.requireNonNull(ReplicationScope.current()).target("default");
            asked.add(before == null ? Target.REPLICA : before);
            forget(ReplicationScope.openPrimary());
            replica.read();
        });
        assertThat(status(Mark.LOST, "GET")).isEqualTo(200);
        assertThat(asked).containsExactly(Target.REPLICA, Target.REPLICA);
    }

    private static void forget(ReplicationScope scope) {
        assertThat(scope).isNotNull();
    }

    @Test
    void oneInTenIsRunAgainInTheLongRun() throws Exception {
        start(ReplayFilter.builder(), reads);
        int served = 0;
        for (int request = 0; request < 200; request++) {
            served += status(Mark.LOST, "GET") == 200 ? 1 : 0;
        }
        assertThat(served).isBetween(110, 120);
        assertThat(told).filteredOn(event -> event.endsWith("OVER_BUDGET")).hasSize(200 - served);
    }

    @Test
    void sizeOfTheBufferCounts() throws Exception {
        start(ReplayFilter.builder().bufferSize(10), (request, response) -> {
            response.getOutputStream().print("x".repeat(Integer.parseInt(request.getParameter("size"))));
            replica.read();
        });
        replica.failNext(Mark.LOST);
        assertThat(tomcat.get("/orders/1?size=10").body()).isEqualTo("xxxxxxxxxx");
        replica.failNext(Mark.LOST);
        assertThat(tomcat.get("/orders/1?size=11").statusCode()).isEqualTo(500);
        assertThat(told).containsExactly("/orders/* replayed LOST", "/orders/* declined LOST SENT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplayFilter.builder().bufferSize(0))
                .withMessageContaining("bufferSize: 0");
    }

    @Test
    void withoutAScopeNothingIsHeldBack() throws Exception {
        tomcat.filter(ReplayFilter.builder().listener(listener).build())
                .servlet(
                        "/orders/*",
                        (request, response) ->
                                response.getWriter().print(response.getClass().getSimpleName()))
                .start();
        assertThat(tomcat.get("/orders/1").body()).isEqualTo("ResponseFacade");
    }

    @Test
    void listenerThatThrowsDoesNoHarm() throws Exception {
        tomcat.filter(ReplicationFilter.builder().build())
                .filter(ReplayFilter.builder()
                        .listener(new ReplayListener() {
                            @Override
                            public void replayed(String handler, Mark failure) {
                                throw new IllegalStateException("listener");
                            }
                        })
                        .build())
                .servlet("/orders/*", reads)
                .start();
        assertThat(status(Mark.LOST, "GET")).isEqualTo(200);
    }
}
