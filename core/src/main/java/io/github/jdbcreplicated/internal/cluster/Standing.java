package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Observation;
import java.time.Duration;
import java.util.List;

/** What keeps a replica from work, by what was noted of it and of the others; pure functions. */
final class Standing {
    private final Facts facts;
    private final long maxLag;
    private final String whyLate;

    /** The replicas that hard evidence leaves; what is soft may take some of them, not all. */
    private final long left;

    private final long slow;

    Standing(Facts facts, Duration maxLag) {
        this.facts = facts;
        this.maxLag = maxLag.toNanos();
        this.whyLate = "is not known to be within " + maxLag.toMillis()
                + " ms of the primary (replicated.max-lag); reads pass it over until it is";
        List<NodeFacts> sound = facts.nodes().stream()
                .filter(node -> !facts.isPrimary(node))
                .filter(node -> node.health().isUsable() && whyUnfit(node).isEmpty() && !isLate(node.node()))
                .toList();
        this.left = sound.size();
        this.slow = sound.stream().filter(node -> !node.slow().isEmpty()).count();
    }

    /** Why the replica is given no work, for people; empty while it is. */
    String whyOut(NodeFacts replica) {
        String unfit = whyUnfit(replica);
        if (!unfit.isEmpty()) {
            return unfit;
        }
        if (isLate(replica.node())) {
            return whyLate;
        }
        return 2 * slow <= left ? replica.slow() : "";
    }

    /** What no read may overlook, as opposed to a lag. */
    String whyUnfit(NodeFacts replica) {
        Observation seen = facts.sightings().of(replica.node());
        if (replica.health().isOut()) {
            return replica.health().evidence();
        }
        if (replica.drained()) {
            return "is drained";
        }
        if (seen != null && !seen.inRecovery()) {
            return "says that it takes writes, but is not the primary that this cluster follows";
        }
        return facts.sightings().isAstray(replica.node())
                ? "does not follow the primary's timeline"
                : replica.hindered().evidence();
    }

    /**
     * By what the primary had when it was last seen: while it cannot be, nobody falls behind it. While it was never seen,
     * nothing is known of anybody's lag.
     */
    boolean isLate(Node replica) {
        Sightings seen = facts.sightings();
        if (!seen.hasSeenPrimary()) {
            return false;
        }
        long reference = seen.primarySeenAt();
        return reference - seen.freshAsOf(replica, reference - maxLag - 1) > maxLag;
    }
}
