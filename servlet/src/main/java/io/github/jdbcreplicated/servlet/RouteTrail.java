package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.Route;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;

/** The first 16 decisions of a request that took a connection, for the response header. */
final class RouteTrail {
    /** Keeps the header near one kilobyte with the longest names (a node's name has up to 32 characters). */
    private static final int LIMIT = 16;

    /** Guarded by itself: written by every thread that works for the request, read as the headers leave. */
    private final List<String> entries = new ArrayList<>();

    void add(Route route) {
        synchronized (entries) {
            if (entries.size() < LIMIT) {
                entries.add(entry(route));
            }
        }
    }

    void writeTo(HttpServletResponse response) {
        String value = value();
        if (!value.isEmpty()) {
            response.setHeader(ReplicationFilter.ROUTE_HEADER, value);
        }
    }

    private String value() {
        synchronized (entries) {
            return String.join(", ", entries);
        }
    }

    private static String entry(Route route) {
        String entry = route.node() + ";reason=" + route.reason();
        return route.cluster().equals("default") ? entry : entry + ";cluster=" + route.cluster();
    }
}
