package io.github.jdbcreplicated.faults.load;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A client of its own, with its own cookies. Sends one request at a time; belongs to one thread. */
final class Browser {
    private final HttpClient http;
    private final URI address;
    private final Duration patience;
    private final Map<String, String> cookies = new TreeMap<>();

    Browser(HttpClient http, URI address, Duration patience) {
        this.http = http;
        this.address = address;
        this.patience = patience;
    }

    /** Sends a request; its form has an element if it is a write. */
    Answer send(Kind kind, String key, String element) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(kind.path(key)))
                .timeout(patience)
                .header("Accept", "*/*");
        if (kind.isWrite()) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .method(kind.method(), BodyPublishers.ofString("element=" + element));
        }
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
