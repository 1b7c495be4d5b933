package io.github.jdbcreplicated.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.spring.ReplicationClientInterceptor;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

@PostgresClusterTest(replicas = 1)
class LineTest {
    private static @Nullable ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start(PostgresCluster cluster) {
        context = new SpringApplicationBuilder(Application.class)
                .properties("replicated.token.forward-to=localhost")
                .properties(Map.of(
                        "server.port", "0",
                        "spring.datasource.url", cluster.primary().jdbcUrl(),
                        "spring.datasource.username", cluster.primary().user(),
                        "spring.datasource.password", cluster.primary().password(),
                        "spring.datasource.connection-fetch", "lazy",
                        "replicated.replicas.near.url", cluster.replica(1).jdbcUrl(),
                        "replicated.web.route-header", "true",
                        "management.endpoints.web.exposure.include", "*",
                        "management.endpoint.health.show-details", "always",
                        "management.endpoint.replication.access", "unrestricted"))
                .run();
    }

    @AfterAll
    static void stop() {
        context().close();
    }

    @Test
    void classPathIsThatOfTheLine() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("line.version"));
    }

    @Test
    void requestsAreRouted() {
        assertThat(get("/read").body()).isEqualTo("replica");
        assertThat(routes(get("/read"))).isEqualTo("near;reason=INFERRED_REPLICA");
        assertThat(routes(post("/read", ""))).isEqualTo("primary;reason=INFERRED_PRIMARY");
        assertThat(routes(get("/handler-on-primary"))).isEqualTo("primary;reason=EXPLICIT_PRIMARY");
        assertThat(routes(post("/service-on-replica", ""))).isEqualTo("near;reason=EXPLICIT_REPLICA");
        assertThat(routes(get("/read-write"))).isEqualTo("primary;reason=READ_WRITE_TRANSACTION");
        assertThat(routes(get("/read-only"))).isEqualTo("near;reason=INFERRED_REPLICA");
    }

    @Test
    void poolOfThePrimaryIsFound() throws SQLException {
        DataSource dataSource = context().getBean(DataSource.class);
        assertThat(dataSource.unwrap(HikariDataSource.class).getJdbcUrl()).startsWith("jdbc:postgresql:");
    }

    @Test
    void healthHasAnEntryPerNode() {
        String health = get("/actuator/health/replication").body();
        assertThat(health)
                .contains("\"status\":\"UP\"")
                .contains("\"primary\":{")
                .contains("\"near\":{")
                .contains("\"roleMonitor\":{");
        assertThat(get("/actuator/health/replication/near").body()).contains("\"role\":\"REPLICA\"");
        assertThat(get("/actuator/health/db").body()).doesNotContain("components");
    }

    @Test
    void endpointTellsAndSwitches() {
        assertThat(get("/actuator/replication").body()).contains("\"mode\":\"AUTO\"");
        String path = "/actuator/replication";
        assertThat(post(path, "{\"mode\":\"primary-only\"}").body()).contains("\"mode\":\"PRIMARY_ONLY\"");
        assertThat(routes(get("/read"))).isEqualTo("primary;reason=KILL_SWITCH");
        assertThat(post(path, "{\"mode\":\"AUTO\"}").statusCode()).isEqualTo(200);
        assertThat(post(path, "{\"mode\":\"sometimes\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void nodesAreDrainedAndAdmitted() {
        String path = "/actuator/replication/near/";
        assertThat(post(path + "drain", "").body()).contains("\"drained\":true");
        assertThat(post(path + "admit", "").body()).doesNotContain("\"drained\":true");
        assertThat(post("/actuator/replication/primary/drain", "").statusCode()).isEqualTo(400);
        assertThat(post("/actuator/replication/far/drain", "").statusCode()).isEqualTo(404);
        assertThat(post(path + "destroy", "").statusCode()).isEqualTo(400);
    }

    @Test
    void metersAreThere() {
        get("/read");
        assertThat(get("/actuator/metrics/replicated.routes?tag=node:near").statusCode())
                .isEqualTo(200);
        assertThat(get("/actuator/metrics/hikaricp.connections?tag=pool:near").statusCode())
                .isEqualTo(200);
        String pools = get("/actuator/metrics/jdbc.connections.max").body();
        assertThat(pools).contains("\"dataSource\"", "\"near\"", "\"near-writing\"", "\"primary-reading\"");
        for (String meter : new String[] {"node.up", "node.lag", "cluster.accepts.writes", "primary.changes"}) {
            assertThat(get("/actuator/metrics/replicated." + meter).statusCode())
                    .as(meter)
                    .isEqualTo(200);
        }
    }

    @Test
    void tokensTravel() {
        HttpResponse<String> written = post("/write", "");
        assertThat(written.headers().firstValue("Set-Cookie").orElse("")).startsWith("replicated-token=");
        String token = written.headers().firstValue("Replicated-Token").orElse("");
        assertThat(get("/actuator/replication").body()).contains("\"consistency\":\"READ_YOUR_WRITES\"");
        send(HttpRequest.newBuilder(uri("/read")).header("Replicated-Token", token));
        assertThat(get("/actuator/metrics/replicated.token.read?tag=outcome:READ")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void httpClientsPassTokensOn() {
        context()
                .getBean(RestClient.Builder.class)
                .requestInterceptors(
                        all -> assertThat(all).hasAtLeastOneElementOfType(ReplicationClientInterceptor.class));
        assertThat(context().containsBean("replicatedRestTemplateCustomizer")).isTrue();
    }

    private static ConfigurableApplicationContext context() {
        ConfigurableApplicationContext started = context;
        if (started == null) {
            throw new AssertionError("the application did not start");
        }
        return started;
    }

    private static String routes(HttpResponse<String> answer) {
        return answer.headers().firstValue("Replicated-Route").orElse("");
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + context().getEnvironment().getProperty("local.server.port") + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
