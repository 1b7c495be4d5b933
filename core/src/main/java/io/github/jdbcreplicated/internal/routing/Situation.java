package io.github.jdbcreplicated.internal.routing;

import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.Target;
import org.jspecify.annotations.Nullable;

/** What a decision is made of: the state of one connection, of its unit of work, and of the data source's settings. */
public interface Situation {
    RoutingMode mode();

    /** Whether the connection is pinned, in a transaction, or has a statement that has executed and is still open. */
    boolean isHeld();

    /** Whether the node that holds the connection is the primary; asked only while it is held. */
    boolean isOnPrimary();

    /** Whether a scope is open of the unit that asked for the connection. */
    boolean isScoped();

    /** Whether the connection is marked read-only, and that alone may send unscoped reads to a replica. */
    boolean isUnscopedReadOnly();

    boolean isSerializable();

    @Nullable
    Target explicitTarget();

    /** Whether reads must not fall behind a position that is not known. */
    boolean isPositionUnknown();

    @Nullable
    Target inferredTarget();

    /** Whether the unit has written to this cluster. */
    boolean hasWritten();

    /** Whether the framework's transaction may write, and that alone sends it to the primary. */
    boolean isReadWriteTransaction();

    Keyword keyword();

    /** Whether this connection has read from a replica. */
    boolean hasReadFromReplica();
}
