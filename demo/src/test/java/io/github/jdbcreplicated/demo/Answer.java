package io.github.jdbcreplicated.demo;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the demo answered. */
record Answer(int status, String body, HttpHeaders headers) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response.headers());
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The nodes that served it, and why. */
    String route() {
        return header("Replicated-Route");
    }

    JsonNode json() {
        return MAPPER.readTree(body);
    }

    /** What an error tells. */
    String message() {
        return json().get("message").asString();
    }
}
