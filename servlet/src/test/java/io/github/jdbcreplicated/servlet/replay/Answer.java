package io.github.jdbcreplicated.servlet.replay;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a client sees, without what differs from answer to answer anyway. */
record Answer(int status, List<String> headers, String body) {
    /** The container closes a connection after so many requests. */
    private static final Set<String> PASSING = Set.of("date", "connection", "keep-alive");

    static Answer of(HttpResponse<String> response) {
        List<String> headers = response.headers().map().entrySet().stream()
                .filter(header -> !PASSING.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .flatMap(header -> header.getValue().stream()
                        .map(value -> header.getKey().toLowerCase(Locale.ROOT) + ": " + masked(value)))
                .sorted()
                .toList();
        return new Answer(response.statusCode(), headers, response.body());
    }

    private static String masked(String value) {
        return value.replaceAll("JSESSIONID=[^;]+", "JSESSIONID=?");
    }
}
