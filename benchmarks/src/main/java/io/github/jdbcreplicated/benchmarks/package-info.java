/**
 * What routing costs beside the bare pool and beside Spring's lazy proxy; {@code benchmarks/run} prints it.
 *
 * <p>{@link io.github.jdbcreplicated.benchmarks.PointSelect} is what JMH runs, once for each
 * {@link io.github.jdbcreplicated.benchmarks.Contender}; {@link io.github.jdbcreplicated.benchmarks.Comparison} has it run
 * them in turns, and prints and writes down the figures.
 */
@NullMarked
package io.github.jdbcreplicated.benchmarks;

import org.jspecify.annotations.NullMarked;
