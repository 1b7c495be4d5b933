package io.github.jdbcreplicated.benchmarks.growth;

import io.github.jdbcreplicated.benchmarks.frame.Fork;

/**
 * What one JVM measured at one size.
 *
 * @param round counted from 0; figures of one round are compared with each other
 */
record Point(Series series, int size, int round, Fork.Cost cost) {}
