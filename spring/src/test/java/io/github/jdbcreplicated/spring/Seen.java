package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The scope of the calling thread in words: {@code none}, {@code REPLICA}, {@code inferred PRIMARY}. */
final class Seen {
    private Seen() {}

    static String now() {
        ReplicationScope scope = ReplicationScope.current();
        UnitOfWork unit = UnitOfWork.current();
        if (scope == null || unit == null) {
            return "none";
        }
        Target explicit = scope.target("default");
        return explicit == null ? "inferred " + unit.inferredTarget() : explicit.toString();
    }

    static @Nullable String origin() {
        ReplicationScope scope = ReplicationScope.current();
        return scope == null ? null : scope.origin("default");
    }
}
