package io.github.jdbcreplicated.demo.traffic;

import io.github.jdbcreplicated.Route;
import java.util.List;

/** A request that has used the database, and the nodes that served it, in the order of use. */
public record ServedRequest(String method, String path, int status, List<Route> routes) {
    public ServedRequest {
        routes = List.copyOf(routes);
    }
}
