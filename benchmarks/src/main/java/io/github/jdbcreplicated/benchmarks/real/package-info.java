/** Questions that only real, replicating servers answer. */
@NullMarked
package io.github.jdbcreplicated.benchmarks.real;

import org.jspecify.annotations.NullMarked;
