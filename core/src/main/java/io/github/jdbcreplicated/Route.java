package io.github.jdbcreplicated;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one decision: which node serves a piece of work, and why.
 *
 * @param cluster the cluster's name
 * @param node the node's name
 * @param reason the first line of the decision table that matched
 */
public record Route(String cluster, String node, Reason reason) {

    public Route {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(reason, "reason");
    }

    /** Why a node was chosen; the names appear in logs, metrics and the response header. */
    public enum Reason {
        /** The mode is {@link RoutingMode#PRIMARY_ONLY}. */
        KILL_SWITCH(Target.PRIMARY),
        /** The connection is in a transaction, pinned, or has an open statement: it stays where it is. */
        HELD(null),
        /** No scope is open, or the unit of work that asked for the connection has ended. */
        NO_SCOPE(Target.PRIMARY),
        /** No scope is open, the connection is marked read-only, and the data source was told to honour that. */
        UNSCOPED_READ_ONLY(Target.REPLICA),
        /** Isolation SERIALIZABLE, which a hot standby cannot serve. */
        SERIALIZABLE(Target.PRIMARY),
        /** The innermost explicit target is the primary. */
        EXPLICIT_PRIMARY(Target.PRIMARY),
        /** What the client has seen is not known, so that no replica is known to have it. */
        POSITION_UNKNOWN(Target.PRIMARY),
        /** The innermost explicit target is a replica. */
        EXPLICIT_REPLICA(Target.REPLICA),
        /** The mode is {@link RoutingMode#EXPLICIT_ONLY} and nothing explicit was said. */
        EXPLICIT_ONLY(Target.PRIMARY),
        /** The unit of work was inferred to write (a POST, for example). */
        INFERRED_PRIMARY(Target.PRIMARY),
        /** This unit of work has written to this cluster, or committed a transaction that may have written. */
        WROTE_EARLIER(Target.PRIMARY),
        /** The framework's transaction is not read-only. */
        READ_WRITE_TRANSACTION(Target.PRIMARY),
        /** The statement's first keyword writes. */
        WRITE_STATEMENT(Target.PRIMARY),
        /** The statement writes, after the same connection read from a replica: the value it uses may be old. */
        WRITE_AFTER_REPLICA_READ(Target.PRIMARY),
        /** The unit of work was inferred to read (a GET, for example). */
        INFERRED_REPLICA(Target.REPLICA),
        /** A replica was asked for, and none gave a connection, or this unit of work has lost its own. */
        NO_REPLICA_UP(Target.PRIMARY),
        /** A replica was asked for, and none had in time what the client has seen. */
        NO_REPLICA_CAUGHT_UP(Target.PRIMARY),
        /** A replica was asked for, and all that are up are later than any read may see. */
        TOO_LATE(Target.PRIMARY),
        /**
         * The primary serves no more reads that replicas should have, and the read asks for nothing that its client has
         * seen: the freshest replica serves it, though it may be late.
         */
        BUDGET_SPENT(Target.REPLICA);

        private final @Nullable Target target;

        Reason(@Nullable Target target) {
            this.target = target;
        }

        /** What this line of the table asks for; null for {@link #HELD}, which asks for no change. */
        public @Nullable Target target() {
            return target;
        }
    }
}
