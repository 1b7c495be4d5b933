package io.github.jdbcreplicated.demo;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The demo as {@code main} starts it, on a free port: one for all tests, since it brings three servers. */
public final class RunningDemo {
    static final List<String> REPLICAS = List.of("replica-1", "replica-2");

    private static final HttpClient HTTP;

    static {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        HTTP = HttpClient.newHttpClient();
    }

    private static final RunningDemo SHARED = new RunningDemo(DemoApplication.start("--server.port=0"));

    private final ConfigurableApplicationContext context;

    private RunningDemo(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** The one that all tests share; started by the first of them. */
    public static RunningDemo shared() {
        return SHARED;
    }

    /** Its servers. */
    public PostgresCluster cluster() {
        return context.getBean(PostgresCluster.class);
    }

    String authority() {
        return "127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    void awaitCaughtUp() {
        cluster().awaitCaughtUp(Duration.ofSeconds(20));
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** Sends a form of one field. */
    Answer postForm(String path, String field, String value, String... headers) {
        return sendForm("POST", path, field, value, headers);
    }

    Answer putForm(String path, String field, String value, String... headers) {
        return sendForm("PUT", path, field, value, headers);
    }

    private Answer sendForm(String method, String path, String field, String value, String... headers) {
        String form = field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return send(method, path, form, with(headers, "Content-Type", "application/x-www-form-urlencoded"));
    }

    /** Sends a POST that says everything in its path. */
    Answer post(String path, String... headers) {
        return send("POST", path, "", headers);
    }

    Answer postJson(String path, String json, String... headers) {
        return send("POST", path, json, with(headers, "Content-Type", "application/json"));
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + authority() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    /** Posts a message as a program does; answers its number. */
    long postMessage(String text) {
        Answer answer = postForm("/messages", "text", text, "Accept", "application/json");
        if (answer.status() != 201) {
            throw new IllegalStateException("POST /messages was answered with " + answer);
        }
        return answer.json().get("id").asLong();
    }

    /** One node of {@code GET /lab}. */
    JsonNode node(String name) {
        for (JsonNode node : get("/lab").json().get("nodes")) {
            if (node.get("name").asString().equals(name)) {
                return node;
            }
        }
        throw new IllegalStateException("GET /lab has no node " + name);
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }
}
