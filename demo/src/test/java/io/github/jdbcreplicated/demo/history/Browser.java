package io.github.jdbcreplicated.demo.history;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A client of its own, with its own cookies. Sends one request at a time; belongs to whoever sends it. */
final class Browser {
    /** Longer than a pool waits, shorter than a driver waits for a server whose packets get lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http;
    private final URI address;
    private final Map<String, String> cookies = new TreeMap<>();

    Browser(HttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    /** Sends a form whose only field is the text. */
    Answer form(String method, String path, String text) throws IOException, InterruptedException {
        return send(method, path, "text=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    private Answer send(String method, String path, String form) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieLine());
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        return Answer.of(response);
    }

    private String cookieLine() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** All of them live longer than any run. */
    private void keep(String line) {
        HttpCookie.parse(line).forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
    }
}
