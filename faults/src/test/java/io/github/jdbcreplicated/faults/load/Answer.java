package io.github.jdbcreplicated.faults.load;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the shop answered. */
record Answer(int status, String route, String token, String written, String body) {
    private static final String REASON = ";reason=";
    private static final int LEAST_PAGE = 25_000;

    static Answer of(HttpResponse<String> response) {
        String routes = header(response, "Replicated-Route");
        return new Answer(
                response.statusCode(),
                routes.substring(routes.lastIndexOf(',') + 1).strip(),
                header(response, "Replicated-Token"),
                header(response, "Written-Version"),
                response.body());
    }

    Fate fate(Kind kind) {
        if (kind.isExpected(status) && isWhole(kind)) {
            return Fate.GOOD;
        }
        if (kind.isWrite() && body.contains("CommitOutcomeUnknownException")) {
            return Fate.UNKNOWN;
        }
        return status == 503 ? Fate.TYPED : Fate.FAILED;
    }

    /** The version of the item with that key, which every good answer tells. */
    long version(Kind kind, String key) {
        return switch (kind) {
            case PAGE, ORDERED -> number("id=\"" + Pattern.quote(key) + "\" data-version=\"(\\d+)\"", body);
            case JSON, REPORT, LONG_REPORT, PUT, SOLD_OUT -> number("\"version\":(\\d+)", body);
            case GONE -> number("\"message\":\"version (\\d+)\"", body);
            case ORDER -> Long.parseLong(written);
        };
    }

    String node() {
        int end = route.indexOf(REASON);
        return end < 0 ? "" : route.substring(0, end);
    }

    String reason() {
        int end = route.indexOf(REASON);
        return end < 0 ? "none" : route.substring(end + REASON.length());
    }

    private boolean isWhole(Kind kind) {
        return switch (kind) {
            case PAGE -> body.length() > LEAST_PAGE && body.stripTrailing().endsWith("</html>");
            case ORDERED -> body.contains("<b id=\"ordered\">");
            default -> true;
        };
    }

    private static long number(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("No " + pattern + " in: " + text);
        }
        return Long.parseLong(found.group(1));
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
