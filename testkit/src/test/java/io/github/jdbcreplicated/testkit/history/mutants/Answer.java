package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.history.Place;
import io.github.jdbcreplicated.testkit.history.Value;
import org.jspecify.annotations.Nullable;

/** What a router answers a client: a value, from where, and a token if there is a new one. */
record Answer(Value value, Place place, @Nullable Token token) {}
