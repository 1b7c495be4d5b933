package io.github.jdbcreplicated.faults.load;

import io.github.jdbcreplicated.testkit.history.Place;

/** Tells where a write is in the primary's history, from the token in its answer. */
@FunctionalInterface
public interface Positions {
    Place place(String node, String token);
}
