package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.internal.cluster.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * What few handles ever have, kept apart so that all the others are small: one is made for every connection that the
 * application asks for.
 *
 * <p>Used by the thread that uses the handle.
 */
final class RareState {
    /** Null for the pools' own. */
    @Nullable
    Credentials credentials;

    /** What the application set; null while it set nothing. */
    @Nullable
    SessionSettings session;

    /** The scope in which the application declared the start of its transaction. */
    @Nullable
    ReplicationScope begunIn;

    /** Whether the transaction has savepoints. */
    boolean savepoints;

    SessionSettings settings() {
        if (session == null) {
            session = new SessionSettings();
        }
        return session;
    }
}
