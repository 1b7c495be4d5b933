package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.Target;

/**
 * A node that was chosen, with the route that tells why.
 *
 * @param forWriting whether it was chosen as the primary, whatever it is by now
 */
public record Destination(Node node, Route route, boolean forWriting) {
    Destination(Node node, Route route) {
        this(node, route, route.reason().target() == Target.PRIMARY);
    }
}
