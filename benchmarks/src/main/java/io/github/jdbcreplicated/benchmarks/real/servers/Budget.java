package io.github.jdbcreplicated.benchmarks.real.servers;

import io.github.jdbcreplicated.benchmarks.frame.Effort;
import java.time.Duration;

/**
 * For how long one operation is measured.
 *
 * @param rounds how many quiet rounds are wanted of each base
 * @param most how many rounds there are at most, quiet or not
 * @param passes how many turns each contender has in a round
 * @param slice how long a turn is
 * @param warmup how long all are warmed up
 */
record Budget(int rounds, int most, int passes, Duration slice, Duration warmup) {
    private static final Duration SLICE = Duration.ofMillis(8);

    static Budget ofReads(Effort effort) {
        return effort == Effort.FULL
                ? new Budget(30, 90, 60, SLICE, Duration.ofSeconds(8))
                : new Budget(4, 4, 25, SLICE, Duration.ofSeconds(3));
    }

    /** Nothing but the rounds before quiet ones: no limit is set for these. */
    static Budget ofOthers(Effort effort, Duration slice) {
        return effort == Effort.FULL
                ? new Budget(30, 30, 16, slice, Duration.ofSeconds(5))
                : new Budget(3, 3, 10, slice, Duration.ofSeconds(2));
    }
}
