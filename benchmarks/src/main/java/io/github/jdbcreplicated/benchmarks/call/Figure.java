package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.benchmarks.frame.Fork;

/**
 * What one JVM measured of one contender.
 *
 * @param round counted from 0; figures of one round were measured in turn, and are compared with each other
 * @param cpuNanos CPU time of the working threads for one operation
 * @param bytes what one operation allocates
 */
record Figure(Group group, Contender contender, int round, double cpuNanos, double bytes) {

    static Figure of(Group group, Contender contender, int round, Fork.Cost cost) {
        return new Figure(group, contender, round, cost.cpuNanos(), cost.bytes());
    }
}
