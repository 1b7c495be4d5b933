package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** What is compared; each runs on HikariCP pools of the same settings over the same stub. */
public enum Contender {
    /** One pool, used directly: what the others are measured against. */
    HIKARI("HikariCP"),
    /** The same once more: how far two equal things lie apart in this run. */
    HIKARI_AGAIN("HikariCP again (noise)"),
    /** A primary and two replicas, in a scope that asks for a replica. */
    REPLICA_SCOPE("ours, replica scope"),
    /** The same, in the scope of a unit of work of which a replica was inferred, as for a GET request. */
    INFERRED_REPLICA("ours, inferred replica"),
    /** The same, without a scope: on the primary. */
    NO_SCOPE("ours, no scope"),
    /** Spring's lazy proxy over a primary and one replica; the connection is marked read-only, else it would not route. */
    SPRING_LAZY("Spring's lazy proxy");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether the operation calls {@code setReadOnly(true)}, which is how this contender is told to use a replica. */
    boolean marksReadOnly() {
        return this == SPRING_LAZY;
    }

    /** Opens the scope in which the calling thread works; null where there is none. */
    @SuppressWarnings("MustBeClosedChecker") // the caller closes it, after the iteration
    @Nullable
    ReplicationScope openScope() {
        return switch (this) {
            case REPLICA_SCOPE -> ReplicationScope.openReplica();
            case INFERRED_REPLICA -> ReplicationScope.join(UnitOfWork.inferring(Target.REPLICA));
            default -> null;
        };
    }
}
