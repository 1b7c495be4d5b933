package io.github.jdbcreplicated.boot;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.boot.app.BoardApplication;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The message board on a port of its own; shared by the test classes that ask for the same settings. */
final class RunningBoard implements AutoCloseable {
    private static final Map<Map<String, Object>, RunningBoard> SHARED = new ConcurrentHashMap<>();

    /** Tries to start the same application are not worth repeating. */
    private static final Map<Map<String, Object>, RuntimeException> FAILED = new ConcurrentHashMap<>();

    /** A replica that was out has to prove itself for a second and more. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;
    private final URI root;

    private RunningBoard(ConfigurableApplicationContext context) {
        this.context = context;
        this.root = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /**
     * An answer.
     *
     * @param routes the header that names the nodes
     * @param login where a filter read, if it was told to
     */
    record Answer(int status, String body, String routes, String login) {}

    /** With everything on, so that one application serves most tests. */
    static RunningBoard usual(PostgresCluster cluster) {
        return shared(
                cluster,
                Map.of(
                        "spring.jpa.open-in-view", "true",
                        "replicated.mdc", "true",
                        "replicated.web.read-methods", "GET,HEAD,SEARCH",
                        "replicated.web.overrides[/template/read/*]", "primary",
                        "replicated.web.overrides[/jpa/read-write]", "replica",
                        "management.endpoint.replication.access", "unrestricted"));
    }

    /** As most applications should be. */
    static RunningBoard withoutOpenView(PostgresCluster cluster) {
        return shared(cluster, Map.of("spring.jpa.open-in-view", "false", "replicated.web.security-reads", "route"));
    }

    /** With tokens signed by the keys, in that order; by one that it makes up where there are none. */
    static RunningBoard withKeys(PostgresCluster cluster, String... keys) {
        return shared(cluster, settingsOf(keys));
    }

    /** Another instance of the same; not shared. */
    static RunningBoard another(PostgresCluster cluster, String... keys) {
        return start(properties(cluster, settingsOf(keys)));
    }

    /** With these settings on top of the usual ones; not shared. */
    static RunningBoard with(PostgresCluster cluster, Map<String, String> settings) {
        return start(properties(cluster, settings));
    }

    private static Map<String, String> settingsOf(String... keys) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "replicated.token.forward-to", "localhost",
                "management.endpoint.configprops.show-values", "always",
                "management.endpoint.env.show-values", "always"));
        for (int i = 0; i < keys.length; i++) {
            settings.put("replicated.token.keys[" + i + "]", keys[i]);
        }
        return settings;
    }

    private static RunningBoard shared(PostgresCluster cluster, Map<String, String> settings) {
        return SHARED.computeIfAbsent(properties(cluster, settings), unknown -> {
            RunningBoard started = start(unknown);
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
            return started;
        });
    }

    private static Map<String, Object> properties(PostgresCluster cluster, Map<String, String> settings) {
        Map<String, Object> properties = new LinkedHashMap<>(Nodes.properties(cluster));
        properties.putAll(COMMON);
        properties.putAll(settings);
        return properties;
    }

    private static final Map<String, String> COMMON = Map.of(
            "server.port", "0",
            "spring.sql.init.mode", "always",
            "spring.datasource.hikari.connection-timeout", "1500",
            "replicated.web.route-header", "true",
            "replicated.downtime", "200ms",
            "management.endpoints.web.exposure.include", "*",
            "management.endpoint.health.show-details", "always",
            "management.endpoint.health.probes.enabled", "true",
            "spring.autoconfigure.exclude",
                    "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration,"
                            + "org.springframework.boot.autoconfigure.liquibase.LiquibaseAutoConfiguration,"
                            + "org.springframework.boot.autoconfigure.session.SessionAutoConfiguration,"
                            + "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration,"
                            + "org.springframework.boot.actuate.autoconfigure.security.servlet"
                            + ".ManagementWebSecurityAutoConfiguration");

    private static RunningBoard start(Map<String, Object> properties) {
        RuntimeException failed = FAILED.get(properties);
        if (failed != null) {
            throw failed;
        }
        try {
            return new RunningBoard(new SpringApplicationBuilder(BoardApplication.class)
                    .properties(properties)
                    .run());
        } catch (RuntimeException e) {
            FAILED.put(properties, e);
            throw e;
        }
    }

    /** Of one that is not shared. */
    @Override
    public void close() {
        context.close();
    }

    URI uri(String path) {
        return root.resolve(path);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** Asks until the answer is the expected one, for as long as there is patience; answers the last one. */
    String getUntil(String path, String expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String body = get(path).body();
        while (!body.equals(expected) && System.nanoTime() - end < 0) {
            body = get(path).body();
        }
        return body;
    }

    /**
     * Takes the faults back and waits until each node gives connections again, which a pool tries less often in time, and
     * is given work again, which takes some good answers in a row.
     */
    void heal(PostgresCluster cluster) throws SQLException {
        cluster.heal();
        ReplicatedDataSource dataSource = context.getBean(DataSource.class).unwrap(ReplicatedDataSource.class);
        for (String node : List.of("primary", "replica-1", "replica-2")) {
            awaitConnection(dataSource.node(node));
        }
        awaitAllUp(dataSource);
    }

    private void awaitAllUp(ReplicatedDataSource dataSource) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isUp(dataSource.state())) {
            if (System.nanoTime() - end > 0) {
                throw new SQLException("Not every node is given work again: " + dataSource.state());
            }
            get("/plain/read");
        }
    }

    private static boolean isUp(ClusterState state) {
        return state.primary().up() && state.replicas().stream().allMatch(NodeState::up);
    }

    private static void awaitConnection(DataSource pool) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!givesConnection(pool)) {
            if (System.nanoTime() - end > 0) {
                throw new SQLException("The node did not come back");
            }
        }
    }

    /** Waits as long as the pool does. One that was lost with its server may be given once more, and fails as it goes back. */
    private static boolean givesConnection(DataSource pool) {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }

    Answer post(String path, String... headers) {
        return send("POST", path, "", headers);
    }

    Answer send(String method, String path, String json, String... headers) {
        HttpResponse<String> response = exchange(method, path, json, headers);
        return new Answer(
                response.statusCode(),
                response.body(),
                String.join(", ", response.headers().allValues("Replicated-Route")),
                response.headers().firstValue("X-Login").orElse(""));
    }

    HttpResponse<String> exchange(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, e);
        }
    }
}
