package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.Route;

/** A node that was chosen, with the route that tells why. */
public record Destination(Node node, Route route) {}
