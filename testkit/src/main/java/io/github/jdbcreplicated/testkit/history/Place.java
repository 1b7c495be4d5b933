package io.github.jdbcreplicated.testkit.history;

import io.github.jdbcreplicated.testkit.Lsn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation ran, as far as it was written down.
 *
 * @param node the node's name
 * @param incarnation anything that changes when the server restarts or changes its timeline; without it the node is not
 *     checked for going backwards
 * @param role what the node was; without it a window of the database cannot be told from a violation
 * @param timeline PostgreSQL's timeline; without it a lost write cannot be told from a violation
 * @param position for a write, a position read after COMMIT had returned; for a read, one read before it
 */
public record Place(
        String node,
        @Nullable String incarnation,
        @Nullable Role role,
        @Nullable Integer timeline,
        @Nullable Lsn position) {

    /** Refuses an empty name. */
    public Place {
        Check.name("node", node);
    }

    /** A node of which only the name is known. */
    public static Place of(String node) {
        return new Place(node, null, null, null, null);
    }

    boolean isPrimary() {
        return role == Role.PRIMARY;
    }

    boolean isReplica() {
        return role == Role.REPLICA;
    }

    /** Whether this place had come at least as far as the other one; not, where one of them is not written down. */
    boolean covers(Place other) {
        Lsn own = position;
        Lsn others = other.position;
        return own != null && others != null && Objects.equals(timeline, other.timeline) && own.covers(others);
    }

    @Override
    public String toString() {
        return node
                + (role == null ? "" : " (" + Words.of(role) + ")")
                + (incarnation == null ? "" : ", incarnation " + incarnation)
                + (timeline == null ? "" : ", timeline " + timeline)
                + (position == null ? "" : ", position " + position);
    }
}
