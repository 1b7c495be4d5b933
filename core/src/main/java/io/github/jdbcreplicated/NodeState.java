package io.github.jdbcreplicated;

import java.util.Objects;

/**
 * What is known of one server at one instant.
 *
 * @param name the node's name
 * @param role what the server said it is; {@link Role#UNKNOWN} until it could be asked
 * @param up whether it is given work; a node that could not give a connection is not, until it is tried again
 * @param weight its share of the reads beside the other replicas' weights; 1 by default
 * @param evidence why it is not given work, for people; empty while it is up
 */
public record NodeState(String name, Role role, boolean up, int weight, String evidence) {

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
