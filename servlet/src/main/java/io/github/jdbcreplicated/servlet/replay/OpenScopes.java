package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.ReplicationScope;
import org.jspecify.annotations.Nullable;

/** The scopes that an attempt left open on its thread. */
final class OpenScopes {
    private OpenScopes() {}

    /** Closes them, down to {@code outer}; false if that is not open any more. */
    static boolean closeInside(@Nullable ReplicationScope outer) {
        ReplicationScope scope = ReplicationScope.current();
        while (scope != null && scope != outer) {
            scope.close();
            scope = ReplicationScope.current();
        }
        return scope == outer;
    }
}
