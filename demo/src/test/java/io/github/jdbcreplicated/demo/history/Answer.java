package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.testkit.history.Place;
import io.github.jdbcreplicated.testkit.history.Role;
import io.github.jdbcreplicated.testkit.history.Value;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an instance answered.
 *
 * @param route the last node that served it, and why; empty if the database was not needed
 */
record Answer(int status, String route, String body) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String REASON = ";reason=";

    static Answer of(HttpResponse<String> response) {
        String routes = response.headers().firstValue("Replicated-Route").orElse("");
        return new Answer(
                response.statusCode(),
                routes.substring(routes.lastIndexOf(',') + 1).strip(),
                response.body());
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** A message that is not there, of which nobody says that it was not looked for. */
    boolean isAbsence() {
        return status == 404 && !route.isEmpty();
    }

    /** The number of the message. */
    long id() {
        return json().get("id").asLong();
    }

    /** The version of the message, and of the board beside it; of no message, nothing says how old the board is. */
    Value message() {
        return isAbsence()
                ? Value.version(0)
                : Value.version(json().get("version").asLong()).withCounter(boardVersion(json()));
    }

    /** The version of the board with the message that was posted. */
    Value posted() {
        return Value.NONE.withCounter(boardVersion(json()));
    }

    /** The version of the board, for a list of messages. */
    Value board() {
        return Value.NONE.withCounter(boardVersion(json().get(0)));
    }

    @Nullable
    Place place() {
        int end = route.indexOf(REASON);
        if (end < 0) {
            return null;
        }
        String node = route.substring(0, end);
        Role role = node.equals("primary") ? Role.PRIMARY : Role.REPLICA;
        return new Place(node, null, role, null, null);
    }

    String reason() {
        int end = route.indexOf(REASON);
        return end < 0 ? "" : route.substring(end + REASON.length());
    }

    private JsonNode json() {
        return MAPPER.readTree(body);
    }

    private static long boardVersion(JsonNode message) {
        return message.get("boardVersion").asLong();
    }
}
