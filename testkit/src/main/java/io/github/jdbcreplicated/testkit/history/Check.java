package io.github.jdbcreplicated.testkit.history;

import org.jspecify.annotations.Nullable;

/** What every fact of a history has to be like. */
final class Check {

    private Check() {}

    static void name(String field, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("'" + field + "' is empty, allowed is any other text");
        }
    }

    static void notNegative(String field, @Nullable Long value) {
        if (value != null && value < 0) {
            throw new IllegalArgumentException("'" + field + "' is " + value + ", allowed is zero or more");
        }
    }

    static void positive(String field, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("'" + field + "' is " + value + ", allowed is one or more");
        }
    }
}
