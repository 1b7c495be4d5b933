package io.github.jdbcreplicated.internal.cluster;

import java.time.Duration;
import java.util.Map;

/**
 * For how long each server has owed an answer, in nanoseconds; what that says of them is a pure function of it.
 *
 * @param owed 0 for those that owe none
 * @param patience after what silence a replica is out
 * @param patienceWithPrimary after what silence the primary is: nothing can take its place by our doing
 */
record Silence(Map<Node, Long> owed, Duration patience, Duration patienceWithPrimary) {
    NodeFacts judge(NodeFacts facts, boolean primary, long now) {
        long silence = owed.getOrDefault(facts.node(), 0L);
        boolean silent = silence > patience.toNanos() && !isOurOwn();
        NodeFacts noted = facts.withSilent(silent);
        boolean out = (primary || isOurOwn()) ? silence > patienceWithPrimary.toNanos() : silent;
        return out ? noted.with(facts.health().unreachable(now, evidence(silence))) : noted;
    }

    /** Where all servers are silent at once, the cause is more likely on our side of the wire. */
    private boolean isOurOwn() {
        return owed.size() > 1 && owed.values().stream().allMatch(silence -> silence > patience.toNanos());
    }

    /** Whether somebody owes an answer for too long. */
    boolean isRemarkable() {
        return owed.values().stream().anyMatch(silence -> silence > patience.toNanos());
    }

    private static String evidence(long silence) {
        return "has not answered for " + silence / 1_000_000 + " ms";
    }
}
