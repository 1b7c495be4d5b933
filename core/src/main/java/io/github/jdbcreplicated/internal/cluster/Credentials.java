package io.github.jdbcreplicated.internal.cluster;

import org.jspecify.annotations.Nullable;

/** What {@code getConnection(user, password)} was called with; its text never shows them. */
public record Credentials(@Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
