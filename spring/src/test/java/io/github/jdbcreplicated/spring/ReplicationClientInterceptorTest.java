package io.github.jdbcreplicated.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.unit.Positions;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import io.github.jdbcreplicated.token.TokenCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

class ReplicationClientInterceptorTest {
    private static final String HEADER = "Replicated-Token";
    private static final String SYSTEM = "7000000000000000001";

    /** Made for these tests. */
    private static final TokenCodec CODEC = TokenCodec.builder()
            .keys(List.of("iCj5ncIXAEIhyNPNXXb4hbLPsC3VgCQn6xLxf658dHI="))
            .build();

    /** One that other services sign with, and we do not know. */
    private static final TokenCodec FOREIGN = TokenCodec.builder()
            .keys(List.of("lsdBbUGGkKBpYj7KRLET0IkoLG2cSGqAKMBlHZRV1Lw="))
            .build();

    /** The clients that Spring has; both are called with an interceptor and a way to know redirects. */
    enum Client {
        REST_CLIENT {
            @Override
            @Nullable
            ResponseEntity<String> get(ClientHttpRequestInterceptor interceptor, String url, @Nullable String own) {
                return RestClient.builder()
                        .requestFactory(FOLLOWING_NOTHING)
                        .requestInterceptor(interceptor)
                        .build()
                        .get()
                        .uri(url)
                        .headers(headers -> addTo(headers, own))
                        .retrieve()
                        .toEntity(String.class);
            }
        },
        REST_TEMPLATE {
            @Override
            @Nullable
            ResponseEntity<String> get(ClientHttpRequestInterceptor interceptor, String url, @Nullable String own) {
                RestTemplate template = new RestTemplate(FOLLOWING_NOTHING);
                template.setInterceptors(List.of(
                        (request, body, execution) -> {
                            addTo(request.getHeaders(), own);
                            return execution.execute(request, body);
                        },
                        interceptor));
                return template.getForEntity(url, String.class);
            }
        };

        private static final JdkClientHttpRequestFactory FOLLOWING_NOTHING = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().followRedirects(Redirect.NEVER).build());

        abstract @Nullable ResponseEntity<String> get(
                ClientHttpRequestInterceptor interceptor, String url, @Nullable String own);

        private static void addTo(HttpHeaders headers, @Nullable String own) {
            if (own != null) {
                headers.set(HEADER, own);
            }
        }
    }

    /** A primary whose log is where the test says. */
    private static class FakePositions implements Positions {
        private final Position now;

        FakePositions(Position now) {
            this.now = now;
        }

        @Override
        public boolean areTold() {
            return true;
        }

        @Override
        public String cluster() {
            return "default";
        }

        @Override
        public String system() {
            return SYSTEM;
        }

        @Override
        public @Nullable Position floorOf(ConsistencyToken token) {
            return token.position("default", SYSTEM);
        }

        @Override
        public Position lastSeen() {
            return Position.UNKNOWN;
        }

        @Override
        public @Nullable Incarnation primaryRun() {
            return null;
        }

        @Override
        public Position capture(@Nullable Incarnation since) {
            return now;
        }
    }

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final List<String> answered = new ArrayList<>();
    private final UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
    private final HttpServer server;

    /** Written by the test before it calls; read by the server. */
    private volatile String header = HEADER;

    ReplicationClientInterceptorTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders()
                    .getOrDefault(header, List.of("none"))
                    .toString());
            answered.forEach(token -> exchange.getResponseHeaders().add(header, token));
            boolean moves = exchange.getRequestURI().getPath().equals("/moved");
            if (moves) {
                exchange.getResponseHeaders().add("Location", url("127.0.0.1", "/"));
            }
            exchange.sendResponseHeaders(moves ? 302 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    private static ReplicationClientInterceptor forwardingTo(String... hosts) {
        return new ReplicationClientInterceptor(CODEC, List.of(hosts));
    }

    private static Position at(long lsn) {
        return new Position(1, lsn);
    }

    private static ConsistencyToken token(long lsn) {
        return ConsistencyToken.NONE.with("default", SYSTEM, at(lsn), 0);
    }

    private void write(long lsn) {
        unit.ledger().in(new FakePositions(at(lsn))).mayHaveWritten();
    }

    private String received() throws InterruptedException {
        return Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS), "nothing was received in 10 s");
    }

    private @Nullable Position positionReceived() throws InterruptedException {
        String text = received();
        return CODEC.read(text.substring(1, text.length() - 1)).token().position("default", SYSTEM);
    }

    private @Nullable Position known() {
        return unit.token().position("default", SYSTEM);
    }

    private ResponseEntity<String> get(Client client, ReplicationClientInterceptor interceptor, String url) {
        try (ReplicationScope scope = ReplicationScope.join(unit)) {
            return Objects.requireNonNull(client.get(interceptor, url, null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatThisUnitWroteTravelsAlong(Client client) throws Exception {
        write(10);
        get(client, forwardingTo("localhost"), url("localhost", "/"));
        assertThat(positionReceived()).isEqualTo(at(10));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheClientBroughtTravelsAlong(Client client) throws Exception {
        unit.continueFrom(token(7));
        get(client, forwardingTo("localhost"), url("localhost", "/"));
        assertThat(positionReceived()).isEqualTo(at(7));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSaidWhereNothingIsKnown(Client client) throws Exception {
        get(client, forwardingTo("localhost"), url("localhost", "/"));
        assertThat(received()).isEqualTo("[none]");
    }

    @ParameterizedTest
    @EnumSource
    void otherHostsGetNothingAndAreNotBelieved(Client client) throws Exception {
        write(10);
        answered.add(CODEC.encode(token(20)));
        get(client, forwardingTo("127.0.0.1", "localhost:1", "*.localhost"), url("localhost", "/"));
        assertThat(received()).isEqualTo("[none]");
        assertThat(known()).isEqualTo(at(10));
    }

    @ParameterizedTest
    @EnumSource
    void redirectToAnotherHostIsLeftToTheCallerAndCarriesNothing(Client client) throws Exception {
        write(10);
        ReplicationClientInterceptor interceptor = forwardingTo("localhost");
        ResponseEntity<String> moved = get(client, interceptor, url("localhost", "/moved"));
        assertThat(positionReceived()).isEqualTo(at(10));
        assertThat(moved.getStatusCode().value()).isEqualTo(302);
        get(client, interceptor, Objects.requireNonNull(moved.getHeaders().getFirst("Location")));
        assertThat(received()).isEqualTo("[none]");
    }

    @ParameterizedTest
    @EnumSource
    void withoutAScopeNothingIsPassed(Client client) throws Exception {
        answered.add(CODEC.encode(token(20)));
        client.get(forwardingTo("localhost"), url("localhost", "/"), null);
        assertThat(received()).isEqualTo("[none]");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheOtherServiceWroteIsReadHereAndToldToTheClient(Client client) {
        unit.continueFrom(token(7));
        answered.add(CODEC.encode(token(20)));
        get(client, forwardingTo("localhost"), url("localhost", "/"));
        assertThat(known()).isEqualTo(at(20));
        ConsistencyToken told = Objects.requireNonNull(unit.advancedToken());
        assertThat(told.position("default", SYSTEM)).isEqualTo(at(20));
    }

    @ParameterizedTest
    @EnumSource
    void answerThatSaysNothingNewIsNotTold(Client client) {
        unit.continueFrom(token(30));
        answered.add(CODEC.encode(token(20)));
        get(client, forwardingTo("localhost"), url("localhost", "/"));
        assertThat(known()).isEqualTo(at(30));
        assertThat(unit.advancedToken()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void latestOfSeveralAnswersCountsUnlessTheyAreTooMany(Client client) {
        answered.addAll(List.of(CODEC.encode(token(20)), CODEC.encode(token(40)), CODEC.encode(token(30))));
        get(client, forwardingTo("localhost"), url("localhost", "/"));
        assertThat(known()).isEqualTo(at(40));
        answered.add(CODEC.encode(token(50)));
        get(client, forwardingTo("localhost"), url("localhost", "/"));
        assertThat(known()).isEqualTo(at(40));
    }

    @ParameterizedTest
    @EnumSource
    void refusedAnswersAreIgnored(Client client) {
        String valid = CODEC.encode(token(20));
        answered.addAll(List.of("x", valid.substring(0, valid.length() - 6) + "AAAAAA", "A".repeat(600)));
        get(client, forwardingTo("localhost"), url("localhost", "/"));
        assertThat(unit.token().isEmpty()).isTrue();
        assertThat(unit.advancedToken()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void answerUnderAKeyThatIsNotOursMeansThatNothingIsKnown(Client client) {
        answered.add(FOREIGN.encode(token(20)));
        get(client, forwardingTo("localhost"), url("localhost", "/"));
        assertThat(known()).isEqualTo(Position.UNKNOWN);
        ConsistencyToken told = Objects.requireNonNull(unit.advancedToken());
        assertThat(CODEC.read(CODEC.encode(told)).token().position("default", SYSTEM))
                .isEqualTo(Position.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void headerThatTheCallHasIsKept(Client client) throws Exception {
        write(10);
        try (ReplicationScope scope = ReplicationScope.join(unit)) {
            client.get(forwardingTo("localhost"), url("localhost", "/"), "own");
        }
        assertThat(received()).isEqualTo("[own]");
    }

    @ParameterizedTest
    @EnumSource
    void ownTroubleFailsNoCallAndIsToldOnce(Client client) throws Exception {
        unit.ledger()
                .in(new FakePositions(at(1)) {
                    @Override
                    public Position capture(@Nullable Incarnation since) {
                        throw new IllegalStateException("as thrown");
                    }
                })
                .mayHaveWritten();
        ReplicationClientInterceptor interceptor = forwardingTo("localhost");
        try (CapturedLog log = CapturedLog.of("io.github.jdbcreplicated.spring")) {
            for (int i = 0; i < 2; i++) {
                assertThat(get(client, interceptor, url("localhost", "/"))
                                .getStatusCode()
                                .value())
                        .isEqualTo(200);
                assertThat(received()).isEqualTo("[none]");
            }
            assertThat(log.messages()).singleElement().asString().startsWith("A token was not passed on");
        }
    }

    @ParameterizedTest
    @EnumSource
    void failureOfTheCallIsTheCallers(Client client) {
        write(10);
        String url = url("localhost", "/");
        server.stop(0);
        assertThatThrownBy(() -> get(client, forwardingTo("localhost"), url))
                .isInstanceOf(ResourceAccessException.class);
    }

    @Test
    void headerOfAnotherNameIsUsedBothWays() throws Exception {
        header = "X-Seen";
        unit.continueFrom(token(7));
        answered.add(CODEC.encode(token(20)));
        String url = url("localhost", "/");
        get(Client.REST_CLIENT, new ReplicationClientInterceptor(CODEC, List.of("localhost"), "X-Seen"), url);
        assertThat(positionReceived()).isEqualTo(at(7));
        assertThat(known()).isEqualTo(at(20));
    }

    @Test
    void badSettingsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forwardingTo("localhost", "*"))
                .withMessageContainingAll("forwardTo", "'*'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplicationClientInterceptor(CODEC, List.of(), "a b"))
                .withMessageContainingAll("header", "'a b'", "allowed are");
    }
}
