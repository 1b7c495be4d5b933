package io.github.jdbcreplicated.benchmarks.call;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** For how long one JVM runs an operation before and while it is measured. */
enum Pace {
    /** The compiler is done with a call of a few hundred nanoseconds. */
    USUAL(5),
    /** What passes through thousands of methods takes longer to be compiled. */
    HEAVY(16);

    private static final TimeValue WARMUP = TimeValue.milliseconds(500);
    private static final TimeValue MEASUREMENT = TimeValue.milliseconds(200);
    private static final int MEASUREMENTS = 4;

    private final int warmups;

    Pace(int warmups) {
        this.warmups = warmups;
    }

    static Pace of(Contender contender) {
        return contender.isHeavy() ? HEAVY : USUAL;
    }

    ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
        return options.warmupIterations(warmups)
                .warmupTime(WARMUP)
                .measurementIterations(MEASUREMENTS)
                .measurementTime(MEASUREMENT);
    }
}
