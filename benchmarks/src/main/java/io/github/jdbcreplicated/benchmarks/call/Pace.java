package io.github.jdbcreplicated.benchmarks.call;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How often and how long each contender runs. */
enum Pace {
    /** Enough to see whether a change helps. */
    SHORT(1, 3, 500, 3),
    /** Enough to quote. */
    FULL(5, 5, 1_000, 4);

    private static final TimeValue MEASUREMENT = TimeValue.milliseconds(300);

    private final int rounds;
    private final int warmups;
    private final int warmupMillis;
    private final int measurements;

    Pace(int rounds, int warmups, int warmupMillis, int measurements) {
        this.rounds = rounds;
        this.warmups = warmups;
        this.warmupMillis = warmupMillis;
        this.measurements = measurements;
    }

    int rounds() {
        return rounds;
    }

    /** What has no bar is measured once. */
    boolean includes(Operation operation, int round) {
        return operation.hasBar() || (this == FULL && round == 0);
    }

    ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
        return options.warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(warmupMillis))
                .measurementIterations(measurements)
                .measurementTime(MEASUREMENT);
    }
}
