package io.github.jdbcreplicated;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one server at one instant.
 *
 * @param name the node's name
 * @param role what the server said it is; {@link Role#UNKNOWN} until it could be asked
 * @param up whether it is given work in its role
 * @param weight its share of the reads beside the other replicas' weights; 1 by default
 * @param evidence why it is not given work, for people; empty while it is up
 * @param drained whether it is kept from work by {@link ReplicatedDataSource#drain}
 * @param lagBytes how much of the primary's log it had not replayed when it was last asked; null for the primary and where
 *     that is not known
 * @param lag for how long it may have been behind the primary when it was last asked, at most; null as {@code lagBytes}
 */
public record NodeState(
        String name,
        Role role,
        boolean up,
        int weight,
        String evidence,
        boolean drained,
        @Nullable Long lagBytes,
        @Nullable Duration lag) {

    public NodeState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** A server's part in replication, as observed. */
    public enum Role {
        /** It takes writes. */
        PRIMARY,
        /** It follows a primary. */
        REPLICA,
        /** It could not be asked, or speaks a dialect that has no answer. */
        UNKNOWN
    }
}
