package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.token.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where each server was seen last, and what follows from it. Immutable.
 *
 * <p>A position once seen is a lower bound for ever in the same run of the server: it may be trusted at any age. A lag is
 * not, and ages.
 */
final class Sightings {
    private final @Nullable Observation[] byNode;
    private final Samples primary;
    private final Promotions promotions;

    private Sightings(@Nullable Observation[] byNode, Samples primary, Promotions promotions) {
        this.byNode = byNode;
        this.primary = primary;
        this.promotions = promotions;
    }

    static Sightings ofNone(int nodes) {
        return new Sightings(new @Nullable Observation[nodes], Samples.NONE, Promotions.NONE);
    }

    /** With what a server has just answered; what is older than {@code oldest} is of no use any more. */
    Sightings with(Node node, Observation seen, long oldest) {
        @Nullable Observation[] changed = byNode.clone();
        Observation before = changed[node.index()];
        changed[node.index()] = seen;
        Samples samples =
                node.isPrimary() && !seen.inRecovery() && seen.position().isKnown()
                        ? primary.since(oldest).with(seen.position(), seen.askedAt())
                        : primary;
        Promotions known =
                before != null && isPromotion(before, seen) ? promotions.with(before.position()) : promotions;
        return new Sightings(changed, samples, known);
    }

    @Nullable
    Observation of(Node node) {
        return byNode[node.index()];
    }

    /** What tells this database from others; empty while no server has answered. */
    String system() {
        for (Observation seen : byNode) {
            if (seen != null) {
                return seen.run().system();
            }
        }
        return "";
    }

    /** Whether the primary was ever seen. */
    boolean hasSeenPrimary() {
        return primary.size() > 0;
    }

    /** The run of the node; null while it was not seen in the role it is configured for. */
    @Nullable
    Incarnation run(Node node) {
        Observation seen = inRole(node);
        return seen == null ? null : seen.run();
    }

    /** The node's position; unknown while it was not seen in the role it is configured for. */
    Position position(Node node) {
        Observation seen = inRole(node);
        return seen == null ? Position.UNKNOWN : seen.position();
    }

    /** Whether reads on the replica see everything that was written up to the floor. */
    boolean covers(Node replica, Position floor) {
        return promotions.covers(position(replica), floor);
    }

    /** Whether what was written up to the floor is known to be part of this timeline's history. */
    boolean survived(Position floor, int timeline) {
        return promotions.survived(floor, timeline);
    }

    /** When the primary was where the replica is now known to be at least; {@code otherwise} if that was not seen. */
    long freshAsOf(Node replica, long otherwise) {
        return primary.newestPassed(position -> covers(replica, position), otherwise);
    }

    /** For how many nanoseconds the replica was behind at least when it was last seen. */
    long leastLag(Node replica) {
        Observation seen = inRole(replica);
        return seen == null
                ? 0
                : Math.max(0, seen.askedAt() - primary.oldestNotPassed(p -> covers(replica, p), seen.askedAt()));
    }

    private @Nullable Observation inRole(Node node) {
        Observation seen = byNode[node.index()];
        return seen != null && seen.inRecovery() != node.isPrimary() ? seen : null;
    }

    /** Another server behind the same address was never where the one before was. */
    private static boolean isPromotion(Observation before, Observation after) {
        return before.run().system().equals(after.run().system())
                && before.run().startedAt().equals(after.run().startedAt())
                && before.inRecovery()
                && !after.inRecovery()
                && before.position().isKnown()
                && Integer.compareUnsigned(before.run().timeline(), after.run().timeline()) < 0;
    }
}
