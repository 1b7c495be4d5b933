package io.github.jdbcreplicated.testkit.history;

import org.jspecify.annotations.Nullable;

/**
 * What later reads must show at least.
 *
 * @param by the operation that demands it
 * @param value a version, or the commit counter
 */
record Bound(HistoryEvent by, long value) {

    static @Nullable Bound greater(@Nullable Bound one, @Nullable Bound other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.value > one.value ? other : one;
    }
}
