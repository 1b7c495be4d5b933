package io.github.jdbcreplicated.internal.cluster;

import java.time.Duration;

/**
 * What a node that was unreachable has to show before it is given work again, and how much it is given at first.
 *
 * @param answers how often in a row it has to answer
 * @param holdOff for how long it stays out at least after the first outage; twice as long after each further one
 */
record ProofOfHealth(int answers, Duration holdOff) {
    /** A replica that flaps costs each time those that were on it; there are others. */
    static final ProofOfHealth OF_REPLICA = new ProofOfHealth(3, Duration.ofSeconds(1));

    /** There is no other: every answer is a reason to try. */
    static final ProofOfHealth OF_PRIMARY = new ProofOfHealth(1, Duration.ZERO);

    private static final long LONGEST_HOLD_OFF = Duration.ofSeconds(30).toNanos();

    /** An outage that lies farther back says nothing about the next. */
    private static final long MEMORY = Duration.ofMinutes(1).toNanos();

    /** For how long a node that came back is given less than its share: its caches are cold, and all would come at once. */
    private static final long SLOW_START = Duration.ofSeconds(10).toNanos();

    private static final double FIRST_SHARE = 0.1;

    boolean isEnough(int good, long outFor, int outages) {
        long hold = Math.min(LONGEST_HOLD_OFF, holdOff.toNanos() << Math.min(10, Math.max(0, outages - 1)));
        return good >= answers && outFor >= hold;
    }

    static int recentOutages(Health.Up up, long now) {
        return up.outages() > 0 && now - up.since() < MEMORY ? up.outages() : 0;
    }

    /** The part of its share that a node is given, above 0 to 1. */
    static double share(Health health, long now) {
        if (!(health instanceof Health.Up up) || up.outages() == 0) {
            return 1;
        }
        return Math.min(1, Math.max(FIRST_SHARE, (double) (now - up.since()) / SLOW_START));
    }
}
