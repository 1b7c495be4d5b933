package io.github.jdbcreplicated.benchmarks.call;

import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one JVM measured of one contender.
 *
 * @param round counted from 0; figures of one round were measured in turn, and are compared with each other
 * @param cpuNanos CPU time of the working thread for one operation
 * @param bytes what one operation allocates
 */
record Figure(Group group, Contender contender, int round, double cpuNanos, double bytes) {

    static Figure of(Group group, Contender contender, int round, RunResult result) {
        return new Figure(
                group,
                contender,
                round,
                secondary(result, "cpuNanos") / secondary(result, "operations"),
                secondary(result, "gc.alloc.rate.norm"));
    }

    private static double secondary(RunResult result, String name) {
        Result<?> found = result.getSecondaryResults().get(name);
        return Objects.requireNonNull(found, name).getScore();
    }
}
