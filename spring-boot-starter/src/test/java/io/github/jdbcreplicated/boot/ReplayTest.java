package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.boot.replay.Faults;
import io.github.jdbcreplicated.boot.replay.RealController;
import io.github.jdbcreplicated.boot.replay.ReplayApplication;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Handlers of Spring MVC that a replica lets down, with Spring Security and Spring Session in front. */
@PostgresClusterTest(replicas = 2)
@TestInstance(Lifecycle.PER_CLASS)
class ReplayTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Set<String> PASSING = Set.of("date", "connection", "keep-alive");
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("ada:lovelace".getBytes(StandardCharsets.UTF_8));

    private final PostgresCluster cluster;
    private ConfigurableApplicationContext context;
    private URI root;

    ReplayTest(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void start() throws SQLException {
        try (Connection connection = cluster.primary().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists replay_note (id serial primary key)");
            statement.execute("create or replace function note_replay() returns int language sql as"
                    + " 'insert into replay_note default values returning id'");
        }
        Map<String, Object> properties = Nodes.ofAServerWithSessions(cluster);
        properties.put("spring.datasource.hikari.connection-timeout", "1500");
        properties.put("spring.mvc.problemdetails.enabled", "true");
        properties.put("management.endpoints.web.exposure.include", "*");
        context = new SpringApplicationBuilder(ReplayApplication.class)
                .properties(properties)
                .run();
        root = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
    }

    @AfterAll
    void stop() {
        context.close();
    }

    /** What a client sees, without what differs from answer to answer anyway. */
    record Answer(int status, List<String> headers, String body) {
        static Answer of(HttpResponse<String> response) {
            List<String> headers = response.headers().map().entrySet().stream()
                    .filter(header -> !PASSING.contains(header.getKey().toLowerCase(Locale.ROOT)))
                    .flatMap(header -> header.getValue().stream()
                            .map(value -> header.getKey().toLowerCase(Locale.ROOT) + ": "
                                    + value.replaceAll("SESSION=[^;]+", "SESSION=?")))
                    .filter(header -> !header.startsWith("replicated-token:")) // of reads on the primary
                    .filter(header -> !header.startsWith("set-cookie: replicated-token"))
                    .sorted()
                    .toList();
            return new Answer(response.statusCode(), headers, response.body());
        }
    }

    private Answer send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    private Faults faults() {
        return context.getBean(Faults.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throws",
                "etag",
                "exception-handler",
                "advice",
                "bytes",
                "response-status",
                "swallowed",
                "view",
                "view-30k",
                "forward",
                "json",
                "redirect",
                "callable",
                "callable-handled",
                "deferred",
                "fails-before-async",
                "streaming",
                "streaming-after-bytes",
                "session",
                "transaction",
                "attribute",
                "advised-body"
            })
    void clientDoesNotNotice(String path) throws Exception {
        assertUnnoticed("GET", path, Mark.LOST, "replica");
        assertUnnoticed("HEAD", path, Mark.RECOVERY_CONFLICT, "primary");
        assertUnnoticed("GET", path, Mark.REFUSED, "primary");
    }

    private void assertUnnoticed(String method, String path, Mark failure, String second) throws Exception {
        faults().failNext(null);
        Answer reference = send(method, "/mvc/" + path);
        faults().failNext(failure);
        Answer answer = send(method, "/mvc/" + path);
        assertThat(answer).as(method + " " + failure).isEqualTo(reference);
        assertThat(answer.status()).isLessThan(400);
        assertThat(faults().reads()).as("attempts after " + failure).containsExactly("replica", second);
    }

    @Test
    void userStaysSignedIn() throws Exception {
        assertThat(send("GET", "/secret/throws").status()).isEqualTo(401);
        faults().failNext(Mark.LOST);
        Answer answer = send("GET", "/secret/throws", "Authorization", BASIC);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("secret of ada read");
        assertThat(faults().reads()).hasSize(2);
    }

    @Test
    void nobodyNoticesThatABackendWasTerminated() throws Exception {
        assertThat(send("GET", "/real/reads-twice").status()).isEqualTo(200);
        sabotage((port, backend) -> {
            try (Connection connection = node(port).adminDataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select pg_terminate_backend(" + backend + ", 5000)");
            }
        });
        Answer answer = send("GET", "/real/reads-twice");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("notes: ");
        assertThat(replays()).contains("RealController#readsTwice", "REPLAYED", "LOST");
    }

    @Test
    void nobodyNoticesThatAReplicaWasKilled() throws Exception {
        assertThat(send("GET", "/real/reads-twice").status()).isEqualTo(200);
        try {
            sabotage((port, backend) -> node(port).kill());
            Answer answer = send("GET", "/real/reads-twice");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).startsWith("notes: ");
        } finally {
            cluster.heal();
        }
    }

    @Test
    void writeThatLooksLikeAReadIsRunOnThePrimary() throws Exception {
        assertThat(send("GET", "/real/writes").body()).isEqualTo("written");
        assertThat(replays()).contains("RealController#writes", "REFUSED", "@UsePrimary");
        assertThat(send("GET", "/actuator/metrics/replicated.replays?tag=outcome:REPLAYED&tag=failure:REFUSED")
                        .status())
                .isEqualTo(200);
    }

    private void sabotage(RealController.Sabotage sabotage) {
        context.getBean(RealController.class).sabotageNext(sabotage);
    }

    private PostgresNode node(int port) {
        return cluster.nodes().stream()
                .filter(node -> node.directUrl().contains(":" + port + "/"))
                .findFirst()
                .orElseThrow();
    }

    private String replays() throws Exception {
        return send("GET", "/actuator/replication").body();
    }
}
