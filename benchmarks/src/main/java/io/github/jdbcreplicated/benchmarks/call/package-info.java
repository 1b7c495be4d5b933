/**
 * What one routed call costs: an operation on a database that answers at once, under real pools.
 *
 * <p>{@link io.github.jdbcreplicated.benchmarks.call.PointSelect} is what JMH runs, once for each
 * {@link io.github.jdbcreplicated.benchmarks.call.Contender}; {@link io.github.jdbcreplicated.benchmarks.call.Comparison}
 * has it run them in turns.
 */
@NullMarked
package io.github.jdbcreplicated.benchmarks.call;

import org.jspecify.annotations.NullMarked;
