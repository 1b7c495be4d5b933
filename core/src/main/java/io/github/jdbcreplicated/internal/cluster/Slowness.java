package io.github.jdbcreplicated.internal.cluster;

import java.time.Duration;
import java.util.Map;

/**
 * How long each server takes to answer, in nanoseconds, over its last few answers; what that says of them is a pure
 * function of it.
 *
 * @param roundTrips 0 for those that have not answered
 */
record Slowness(Map<Node, Long> roundTrips) {
    /** Slower than users wait for gladly. */
    private static final long NOTICEABLE = Duration.ofMillis(100).toNanos();

    /** By as much the others have to be quicker: where all are far away, none is slow. */
    private static final int TIMES = 4;

    NodeFacts judge(NodeFacts facts) {
        long own = roundTrips.getOrDefault(facts.node(), 0L);
        long others = roundTrips.entrySet().stream()
                .filter(other -> other.getKey() != facts.node() && other.getValue() > 0)
                .mapToLong(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .orElse(Long.MAX_VALUE / TIMES);
        boolean slow = own > NOTICEABLE && own > TIMES * others;
        return facts.withSlow(
                slow ? "takes " + own / 1_000_000 + " ms to answer, and another " + others / 1_000_000 + " ms" : "");
    }
}
