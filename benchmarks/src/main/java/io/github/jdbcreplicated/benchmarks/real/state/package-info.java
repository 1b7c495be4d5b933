/** What consistency levels cost and bring under lag, beside time windows: {@code benchmarks/run state}. */
@NullMarked
package io.github.jdbcreplicated.benchmarks.real.state;

import org.jspecify.annotations.NullMarked;
