package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jdbcreplicated.boot.ReplicationProperties.Cookie;
import io.github.jdbcreplicated.boot.ReplicationProperties.Token;
import io.github.jdbcreplicated.boot.actuate.TokenCounts;
import io.github.jdbcreplicated.servlet.TokenCarrier.SameSite;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.ConsistencyToken.Doubt;
import io.github.jdbcreplicated.token.TokenCodec;
import io.github.jdbcreplicated.token.TokenCodec.Outcome;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The token through a whole application: keys that stay secret, and who understands whose. */
@PostgresClusterTest(replicas = 2)
class TokenTest {
    private static final String KEY = "q7gqIhqy3CgpJk0nLfnxAvg0QJgXZkm6f3xLPCnd3bA=";
    private static final String OTHER_KEY = "Zr0B3nRrVJcVqmvXbY1YgJ2mR2mFmYk2kq3Ww0yX9zE=";

    private final PostgresCluster cluster;
    private final RunningBoard board;

    TokenTest(PostgresCluster cluster) {
        this.cluster = cluster;
        this.board = RunningBoard.withKeys(cluster, KEY, OTHER_KEY);
    }

    @Test
    void keysAreShownNowhere() {
        for (String path :
                List.of("/actuator/configprops", "/actuator/env", "/actuator/replication", "/actuator/beans")) {
            HttpResponse<String> shown = board.exchange("GET", path, "");
            assertThat(shown.statusCode()).as(path).isEqualTo(200);
            assertThat(shown.body())
                    .as(path)
                    .doesNotContain(KEY.substring(0, 8))
                    .doesNotContain(OTHER_KEY.substring(0, 8));
        }
        assertThat(board.exchange("GET", "/actuator/configprops", "").body())
                .as("values are shown, so this proves something")
                .contains("Replicated-Token")
                .contains("******");
        assertThat(board.exchange("GET", "/actuator/env/replicated.token.keys%5B0%5D", "")
                        .body())
                .contains("******");
    }

    @Test
    void keysAreInNoText() {
        Token token = new Token(
                List.of(KEY),
                Duration.ofMinutes(1),
                new Cookie("token", SameSite.LAX, null, false),
                "off",
                List.of("shop.example"));
        assertThat(token.toString()).contains("keys=1").doesNotContain(KEY);
        assertThat(board.context().getBean(ReplicationProperties.class).toString())
                .doesNotContain(KEY);
        assertThat(board.context().getBean(TokenCodec.class).toString()).doesNotContain(KEY);
    }

    @Test
    void endpointTellsOfTokensWithoutSecrets() {
        JsonNode report = json("/actuator/replication");
        assertThat(report.at("/consistency").asText()).isEqualTo("READ_YOUR_WRITES");
        assertThat(report.at("/token/keys").asInt()).isEqualTo(2);
        assertThat(report.at("/token/ephemeral").asBoolean()).isFalse();
        assertThat(report.at("/token/cookie").asText()).isEqualTo("replicated-token");
        assertThat(report.at("/token/header").asText()).isEqualTo("Replicated-Token");
    }

    @Test
    void refusedTokensAreCountedByWhatWasWrongWithThem() {
        long malformed =
                json("/actuator/replication").at("/token/refused/MALFORMED").asLong();
        board.get("/plain/read", "Cookie", "replicated-token=nonsense!");
        assertThat(json("/actuator/replication").at("/token/refused/MALFORMED").asLong())
                .isEqualTo(malformed + 1);
        assertThat(json("/actuator/metrics/replicated.token.read?tag=outcome:MALFORMED")
                        .at("/measurements/0/value")
                        .asLong())
                .isEqualTo(malformed + 1);
    }

    @Test
    void absenceIsNotCounted() {
        board.get("/plain/read");
        board.get("/plain/read", "Cookie", "replicated-token=");
        assertThat(json("/actuator/replication").at("/token/refused/EMPTY").isMissingNode())
                .isTrue();
        assertThat(board.get("/actuator/metrics/replicated.token.read?tag=outcome:EMPTY")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void doubtsAreCountedByCluster() {
        TokenCounts counts = board.context().getBean(TokenCounts.class);
        counts.tokenDoubted("orders", Doubt.FUTURE_POSITION);
        assertThat(json("/actuator/replication")
                        .at("/token/doubted/orders/FUTURE_POSITION")
                        .asLong())
                .isEqualTo(1);
        assertThat(json("/actuator/metrics/replicated.token.doubted?tag=cluster:orders&tag=doubt:FUTURE_POSITION")
                        .at("/measurements/0/value")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void answersThatLeftTooEarlyAreCounted() {
        board.context().getBean(TokenCounts.class).lost();
        assertThat(json("/actuator/replication").at("/token/lost").asLong()).isEqualTo(1);
        assertThat(json("/actuator/metrics/replicated.token.lost")
                        .at("/measurements/0/value")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void keysAreTakenByTheCodecInTheirOrder() {
        TokenCodec codec = board.context().getBean(TokenCodec.class);
        ConsistencyToken token = ConsistencyToken.UNVERIFIED;
        assertThat(of(KEY).read(codec.encode(token)).outcome()).isEqualTo(Outcome.READ);
        assertThat(codec.read(of(OTHER_KEY).encode(token)).outcome()).isEqualTo(Outcome.READ);
        assertThat(of(OTHER_KEY).read(codec.encode(token)).outcome()).isEqualTo(Outcome.UNKNOWN_KEY);
    }

    @Test
    void annotationsPromiseForHandlersAndBeans() {
        assertThat(board.get("/plain/promised").body()).isEqualTo("SESSION, then EVENTUAL");
    }

    @Test
    void instancesWithTheSameKeysUnderstandEachOther() {
        try (RunningBoard other = RunningBoard.another(cluster, OTHER_KEY, KEY)) {
            String cookie = written(board);
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
            assertThat(routes(other, cookie)).endsWith(";reason=INFERRED_REPLICA");
            assertThat(read(other)).isEqualTo(1);
        }
    }

    @Test
    void clientIsToldWhatAnotherServiceWroteForIt() {
        try (RunningBoard other = RunningBoard.another(cluster, KEY)) {
            cluster.replicas().forEach(PostgresNode::pauseReplay);
            HttpResponse<String> answer = board.exchange("GET", "/plain/call?url=" + other.uri("/plain/write"), "");
            assertThat(answer.body()).isEqualTo("written");
            assertThat(routes(board, cookieOf(answer))).isEqualTo("primary;reason=NO_REPLICA_CAUGHT_UP");
        } finally {
            cluster.replicas().forEach(PostgresNode::resumeReplay);
        }
    }

    @Test
    void instancesWithKeysOfTheirOwnAreOnTheSafeSide() {
        RunningBoard one = RunningBoard.withKeys(cluster);
        try (RunningBoard other = RunningBoard.another(cluster)) {
            String cookie = written(one);
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
            assertThat(routes(one, cookie)).endsWith(";reason=INFERRED_REPLICA");
            assertThat(routes(other, cookie)).isEqualTo("primary;reason=POSITION_UNKNOWN");
            assertThat(json(other, "/actuator/replication")
                            .at("/token/refused/UNKNOWN_KEY")
                            .asLong())
                    .isEqualTo(1);
            assertThat(json(other, "/actuator/replication")
                            .at("/token/ephemeral")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void readThatWasAskedForOnThePrimaryCountsAsWriteUnlessItsTransactionIsReadOnly() throws SQLException {
        try (RunningBoard rarelyAsking = RunningBoard.with(cluster, Map.of("replicated.poll-interval", "5m"))) {
            somebodyElseWrites();
            assertThat(tokensOf(rarelyAsking, "GET", "/plain/read")).isEmpty();
            somebodyElseWrites();
            assertThat(tokensOf(rarelyAsking, "POST", "/template/read-only")).isEmpty();
            somebodyElseWrites();
            assertThat(tokensOf(rarelyAsking, "GET", "/plain/handler-on-primary"))
                    .hasSize(1);
            somebodyElseWrites();
            assertThat(tokensOf(rarelyAsking, "POST", "/plain/read")).hasSize(1);
        }
    }

    private void somebodyElseWrites() throws SQLException {
        try (Connection connection = cluster.primary().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS elsewhere (entry int)");
            statement.execute("INSERT INTO elsewhere VALUES (1)");
        }
    }

    private static List<String> tokensOf(RunningBoard board, String method, String path) {
        HttpResponse<String> answer = board.exchange(method, path, "");
        assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(200);
        return answer.headers().allValues("Replicated-Token");
    }

    /** The cookie of a client that has written there. */
    private static String written(RunningBoard board) {
        return cookieOf(board.exchange("POST", "/plain/write", ""));
    }

    private static String cookieOf(HttpResponse<String> answer) {
        String line = answer.headers().firstValue("Set-Cookie").orElseThrow(() -> new AssertionError("no token"));
        return line.substring(0, line.indexOf(';'));
    }

    private static String routes(RunningBoard board, String cookie) {
        return board.get("/plain/read", "Cookie", cookie).routes();
    }

    private static long read(RunningBoard board) {
        return json(board, "/actuator/replication").at("/token/read").asLong();
    }

    private static TokenCodec of(String key) {
        return TokenCodec.builder().keys(List.of(key)).build();
    }

    private JsonNode json(String path) {
        return json(board, path);
    }

    private static JsonNode json(RunningBoard board, String path) {
        try {
            return new ObjectMapper().readTree(board.get(path).body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(path, e);
        }
    }
}
