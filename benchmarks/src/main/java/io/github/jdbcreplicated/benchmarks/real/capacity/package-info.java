/** How many reads a number of replicas carries, measured and by a model: {@code benchmarks/run capacity}. */
@NullMarked
package io.github.jdbcreplicated.benchmarks.real.capacity;

import org.jspecify.annotations.NullMarked;
