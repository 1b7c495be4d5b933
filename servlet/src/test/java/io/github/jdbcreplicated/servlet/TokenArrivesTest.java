package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import io.github.jdbcreplicated.token.TokenCodec.Outcome;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients bring: tokens, several of them, and whatever else can stand in a cookie or header. */
class TokenArrivesTest {
    /** What a request's unit of work knew. */
    record Seen(ConsistencyToken token) {
        boolean continued() {
            return !token.isEmpty();
        }

        @Nullable
        Position position() {
            return token.position("default", FakePositions.SYSTEM);
        }
    }

    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final CapturedLog log = CapturedLog.of("io.github.jdbcreplicated.servlet");
    private final TomcatServer tomcat = TomcatServer.onOneThread();

    @AfterEach
    void stop() throws Exception {
        tomcat.close();
        log.close();
    }

    private TokenCarrier.Builder carrier() {
        return TokenCarrier.builder(Tokens.CODEC).nanoTime(nanoTime::get).onRead(outcomes::add);
    }

    private void start(TokenCarrier.Builder carrier) throws Exception {
        tomcat.filter(ReplicationFilter.builder().tokenCarrier(carrier.build()).build())
                .servlet("/fails", (request, response) -> {
                    throw new IllegalStateException("as thrown");
                })
                .servlet("/*", (request, response) -> {
                    UnitOfWork unit = Objects.requireNonNull(UnitOfWork.current());
                    seen.add(new Seen(unit.ledger().arrived()));
                    response.getWriter().print("served");
                })
                .errorPage("/error")
                .start();
    }

    private Seen next() throws InterruptedException {
        return Objects.requireNonNull(seen.poll(10, TimeUnit.SECONDS), "nothing was seen in 10 s");
    }

    private Seen after(String... headers) throws Exception {
        assertThat(tomcat.send("GET", "/", headers).body()).isEqualTo("served");
        return next();
    }

    private static String cookies(String... values) {
        return String.join("; ", Arrays.stream(values).map(Tokens::cookie).toList());
    }

    private static Position at(long lsn) {
        return new Position(1, lsn);
    }

    @Test
    void unitContinuesFromTheCookie() throws Exception {
        start(carrier());
        assertThat(after("Cookie", "theirs=1; " + cookies(Tokens.at(10)) + "; replicated-token2=x")
                        .position())
                .isEqualTo(at(10));
        assertThat(outcomes).containsExactly(Outcome.READ);
    }

    @Test
    void unitContinuesFromTheHeader() throws Exception {
        start(carrier());
        assertThat(after("replicated-token", Tokens.at(10)).position()).isEqualTo(at(10));
        assertThat(outcomes).containsExactly(Outcome.READ);
    }

    @Test
    void headerThatIsTurnedOffIsNotRead() throws Exception {
        start(carrier().withoutHeader());
        assertThat(after(Tokens.HEADER, Tokens.at(10)).continued()).isFalse();
        assertThat(outcomes).isEmpty();
    }

    @Test
    void namesAreTheCarriers() throws Exception {
        start(carrier().cookieName("seen").header("X-Seen"));
        assertThat(after("Cookie", cookies(Tokens.at(10)), Tokens.HEADER, Tokens.at(10))
                        .continued())
                .isFalse();
        assertThat(after("Cookie", "seen=" + Tokens.at(10), "X-Seen", Tokens.at(20))
                        .position())
                .isEqualTo(at(20));
    }

    @Test
    void withoutATokenTheUnitContinuesFromNothing() throws Exception {
        start(carrier());
        assertThat(after().continued()).isFalse();
        assertThat(after("Cookie", "theirs=1").continued()).isFalse();
        assertThat(outcomes).isEmpty();
    }

    @Test
    void tokenIsReadOncePerRequest() throws Exception {
        start(carrier());
        tomcat.send("GET", "/fails", "Cookie", cookies(Tokens.at(10)));
        assertThat(next().position()).isEqualTo(at(10));
        assertThat(outcomes).containsExactly(Outcome.READ);
    }

    @Test
    void latestOfSeveralCookiesAndHeadersCounts() throws Exception {
        start(carrier());
        assertThat(after(
                                "Cookie",
                                cookies(Tokens.at(10), Tokens.at(30), Tokens.at(20)),
                                Tokens.HEADER,
                                Tokens.at(40),
                                Tokens.HEADER,
                                Tokens.at(5))
                        .position())
                .isEqualTo(at(40));
        assertThat(outcomes).hasSize(5).containsOnly(Outcome.READ);
    }

    @Test
    void tokensOfSeveralClustersAreJoined() throws Exception {
        start(carrier());
        Seen both = after("Cookie", cookies(Tokens.at("default", 10), Tokens.at("orders", 20)));
        assertThat(both.position()).isEqualTo(at(10));
        assertThat(both.token().position("orders", FakePositions.SYSTEM)).isEqualTo(at(20));
    }

    /** Who can set cookies for the parent domain can slow a client down, and never have it read what is older. */
    @Test
    void cookieThatAnotherPutsInDoesNotHideTheClientsOwn() throws Exception {
        start(carrier());
        for (String tossed : List.of(Tokens.at(1), "x", "", Tokens.at(90), "A".repeat(600))) {
            for (String header : List.of(cookies(tossed, Tokens.at(50)), cookies(Tokens.at(50), tossed))) {
                Position position = after("Cookie", header).position();
                assertThat(position).isNotNull();
                assertThat(position.covers(at(50))).isTrue();
            }
        }
    }

    @Test
    void moreCookiesThanThreeAreNotLookedAt() throws Exception {
        start(carrier());
        assertThat(after("Cookie", cookies(Tokens.at(1), Tokens.at(2), Tokens.at(3), Tokens.at(4)))
                        .continued())
                .isFalse();
        assertThat(outcomes).containsExactly(Outcome.MALFORMED);
        assertThat(after("Cookie", cookies("a", "b", "c", "d"), Tokens.HEADER, Tokens.at(10))
                        .position())
                .isEqualTo(at(10));
    }

    @Test
    void whatCannotBeVerifiedDoesNotYieldToWhatCan() throws Exception {
        start(carrier());
        String next = Tokens.NEXT.encode(Tokens.token("default", at(70)));
        assertThat(after("Cookie", cookies(next)).position()).isEqualTo(Position.UNKNOWN);
        assertThat(after("Cookie", cookies(next, Tokens.at(50))).position()).isEqualTo(Position.UNKNOWN);
        assertThat(outcomes).containsExactly(Outcome.UNKNOWN_KEY, Outcome.UNKNOWN_KEY, Outcome.READ);
    }

    static Stream<Arguments> whatIsNoToken() {
        String valid = Tokens.at(10);
        return Stream.of(
                Arguments.of("", Outcome.EMPTY),
                Arguments.of("null", Outcome.EMPTY),
                Arguments.of("undefined", Outcome.EMPTY),
                Arguments.of("x", Outcome.MALFORMED),
                Arguments.of(valid + "=", Outcome.MALFORMED),
                Arguments.of(valid + "==", Outcome.MALFORMED),
                Arguments.of("+" + valid.substring(1), Outcome.MALFORMED),
                Arguments.of("/" + valid.substring(1), Outcome.MALFORMED),
                Arguments.of(valid + "%00", Outcome.MALFORMED),
                Arguments.of(valid + "%0d%0aSet-Cookie:a=b", Outcome.MALFORMED),
                Arguments.of("<script>alert(1)</script>", Outcome.MALFORMED),
                Arguments.of("A".repeat(513), Outcome.OVERSIZED),
                Arguments.of("A".repeat(6000), Outcome.OVERSIZED),
                Arguments.of(flipped(valid, valid.length() - 2), Outcome.BAD_SIGNATURE),
                Arguments.of(flipped(valid, 12), Outcome.BAD_SIGNATURE));
    }

    private static String flipped(String token, int at) {
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("whatIsNoToken")
    void whatIsNoTokenIsCountedAndNeverGivenBack(String value, Outcome outcome) throws Exception {
        start(carrier());
        for (String name : List.of("Cookie", Tokens.HEADER)) {
            HttpResponse<String> response =
                    tomcat.send("GET", "/", name, name.equals("Cookie") ? Tokens.cookie(value) : value);
            assertThat(response.body()).isEqualTo("served");
            assertThat(Tokens.isIn(response)).isFalse();
            assertThat(next().continued()).isFalse();
        }
        String digits = value.isEmpty() ? "no such" : value;
        assertThat(log.messages()).hasSizeLessThan(2).noneMatch(line -> line.contains(digits));
        assertThat(outcomes).containsExactly(outcome, outcome);
    }

    @Test
    void tokenCutOffAnywhereIsNone() throws Exception {
        start(carrier());
        String valid = Tokens.at(10);
        for (int length = 0; length < valid.length(); length++) {
            assertThat(after("Cookie", cookies(valid.substring(0, length))).continued())
                    .isFalse();
        }
        assertThat(outcomes).hasSize(valid.length()).doesNotContain(Outcome.READ);
        assertThat(log.messages()).hasSizeLessThan(2);
    }

    @Test
    void whatCookiesCannotHoldFailsNothing() throws Exception {
        start(carrier());
        for (String value : List.of("\"" + Tokens.at(10) + "\"", "a b", "a,b", "a\\b", "\u00e9", "; ;=;", "=")) {
            assertThat(after("Cookie", Tokens.cookie(value)).token().isUnverified())
                    .isFalse();
        }
    }

    @Test
    void refusedTokensAreToldOncePerMinuteAndReason() throws Exception {
        start(carrier());
        String forged = flipped(Tokens.at(10), 40);
        String foreign = Tokens.NEXT.encode(Tokens.token("default", at(70)));
        after("Cookie", cookies(forged, forged), Tokens.HEADER, forged);
        assertThat(log.messages()).singleElement().asString().contains("BAD_SIGNATURE");
        after("Cookie", cookies(foreign));
        assertThat(log.messages()).hasSize(2).last().asString().contains("UNKNOWN_KEY");
        nanoTime.addAndGet(Duration.ofSeconds(59).toNanos());
        after("Cookie", cookies(forged));
        assertThat(log.messages()).hasSize(2);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        after("Cookie", cookies(forged, forged));
        assertThat(log.messages()).hasSize(3).noneMatch(line -> line.contains(forged));
    }

    @Test
    void listenerThatThrowsFailsNothing() throws Exception {
        FakePositions positions = new FakePositions("default");
        TokenCarrier carrier = carrier()
                .onRead(outcome -> {
                    throw new IllegalStateException("as thrown");
                })
                .onLost(() -> {
                    throw new IllegalStateException("as thrown");
                })
                .build();
        tomcat.filter(ReplicationFilter.builder().tokenCarrier(carrier).build())
                .servlet("/*", (request, response) -> {
                    response.flushBuffer();
                    positions.write(20);
                    seen.add(new Seen(Objects.requireNonNull(UnitOfWork.current())
                            .ledger()
                            .arrived()));
                })
                .start();
        assertThat(tomcat.send("GET", "/", "Cookie", cookies(Tokens.at(10))).statusCode())
                .isEqualTo(200);
        assertThat(next().position()).isEqualTo(at(10));
        assertThat(log.messages())
                .anySatisfy(line -> assertThat(line).startsWith("A token was not carried, or not counted"));
    }
}
