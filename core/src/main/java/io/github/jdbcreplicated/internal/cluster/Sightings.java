package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.token.Position;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where each server was seen last, and what follows from it. Immutable.
 *
 * <p>A position once seen is a lower bound for ever in the same run of the server: it may be trusted at any age. A lag is
 * not, and ages.
 */
final class Sightings {
    private final @Nullable Observation[] byNode;

    /** The index of the node that takes writes. */
    private final int primary;

    private final Samples samples;
    private final Promotions promotions;

    /** Whether the primary has ever been another server, or another run of it, than now. */
    private final boolean primaryChanged;

    private Sightings(
            @Nullable Observation[] byNode,
            int primary,
            Samples samples,
            Promotions promotions,
            boolean primaryChanged) {
        this.byNode = byNode;
        this.primary = primary;
        this.samples = samples;
        this.promotions = promotions;
        this.primaryChanged = primaryChanged;
    }

    /** Of that many nodes, of which the first takes writes. */
    static Sightings ofNone(int nodes) {
        return new Sightings(new @Nullable Observation[nodes], 0, Samples.NONE, Promotions.NONE, false);
    }

    /** With what a server has just answered; what is older than {@code oldest} is of no use any more. */
    Sightings with(Node node, Observation answer, long oldest) {
        @Nullable Observation[] changed = Arrays.copyOf(byNode, Math.max(byNode.length, node.index() + 1));
        Observation before = changed[node.index()];
        Observation seen = before == null ? answer : answer.onTimelineOf(before);
        changed[node.index()] = seen;
        Position left = before == null ? null : leftByPromotion(before, seen);
        Promotions known = left == null ? promotions : promotions.with(left);
        boolean other = primaryChanged
                || (node.index() == primary && before != null && !before.run().equals(seen.run()));
        return new Sightings(changed, primary, sampled(node.index(), seen, samples.since(oldest)), known, other);
    }

    /** With another node that takes writes; how late the others are is measured by it alone from now on. */
    Sightings withPrimary(int index) {
        if (index == primary) {
            return this;
        }
        Sightings moved = new Sightings(byNode, index, Samples.NONE, promotions, true);
        Observation seen = moved.of(index);
        return seen == null
                ? moved
                : new Sightings(byNode, index, moved.sampled(index, seen, Samples.NONE), promotions, true);
    }

    private Samples sampled(int index, Observation seen, Samples young) {
        boolean counts =
                index == primary && !seen.inRecovery() && seen.position().isKnown();
        return counts ? young.with(seen.position(), seen.askedAt()) : samples;
    }

    @Nullable
    Observation of(Node node) {
        return of(node.index());
    }

    private @Nullable Observation of(int index) {
        return index < byNode.length ? byNode[index] : null;
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
        return samples.size() > 0;
    }

    /** Whether the primary has ever been another server, or another run of it, than now. */
    boolean hasPrimaryChanged() {
        return primaryChanged;
    }

    /** When the primary was last seen. */
    long primarySeenAt() {
        return samples.newestAt();
    }

    /**
     * Whether the replica is known to be on, or may be on, a history that is not the primary's: it follows another server,
     * or it has what was lost when the primary was promoted.
     */
    boolean isAstray(Node replica) {
        Observation seen = of(replica);
        Observation ofPrimary = of(primary);
        return seen != null
                && ofPrimary != null
                && !ofPrimary.inRecovery()
                && seen.inRecovery()
                && seen.run().timeline() != 0
                && (!seen.run().system().equals(ofPrimary.run().system())
                        || !isOfOneHistory(
                                seen.position(),
                                seen.run().timeline(),
                                ofPrimary.run().timeline()));
    }

    private boolean isOfOneHistory(Position position, int timeline, int ofPrimary) {
        return timeline == ofPrimary || promotions.survived(position, ofPrimary);
    }

    /** How many bytes of the primary's log the replica had not replayed when they were last seen; null if unknown. */
    @Nullable
    Long lagBytes(Node replica) {
        Observation ofPrimary = of(primary);
        Position reached = position(replica);
        if (ofPrimary == null || ofPrimary.inRecovery() || replica.index() == primary || !reached.isKnown()) {
            return null;
        }
        Position sent = ofPrimary.sent();
        return reached.timeline() == sent.timeline() ? Math.max(0, sent.lsn() - reached.lsn()) : null;
    }

    /** The run of the node; null while it was not seen in its role. */
    @Nullable
    Incarnation run(Node node) {
        Observation seen = inRole(node);
        return seen == null ? null : seen.run();
    }

    /** The node's position; unknown while it was not seen in its role. */
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
        return samples.newestPassed(position -> covers(replica, position), otherwise);
    }

    /** For how many nanoseconds the replica was behind at least when it was last seen. */
    long leastLag(Node replica) {
        Observation seen = inRole(replica);
        return seen == null
                ? 0
                : Math.max(0, seen.askedAt() - samples.oldestNotPassed(p -> covers(replica, p), seen.askedAt()));
    }

    private @Nullable Observation inRole(Node node) {
        Observation seen = of(node);
        return seen != null && seen.inRecovery() != (node.index() == primary) ? seen : null;
    }

    /**
     * Where a server was last seen on the timeline that its promotion ended; null if it was not promoted. While it is being
     * promoted, it may tell the new timeline before it tells that it takes writes. Another server behind the same address was
     * never where the one before was.
     */
    private static @Nullable Position leftByPromotion(Observation before, Observation after) {
        boolean promoted = before.run().system().equals(after.run().system())
                && before.run().startedAt().equals(after.run().startedAt())
                && before.inRecovery()
                && !after.inRecovery();
        if (!promoted) {
            return null;
        }
        boolean rose =
                Integer.compareUnsigned(before.run().timeline(), after.run().timeline()) < 0;
        Position last = rose ? before.position() : before.left();
        return last != null && last.isKnown() ? last : null;
    }
}
