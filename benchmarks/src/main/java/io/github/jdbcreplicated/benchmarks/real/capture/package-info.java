/** What it costs writers that positions are captured: {@code benchmarks/run capture}. */
@NullMarked
package io.github.jdbcreplicated.benchmarks.real.capture;

import org.jspecify.annotations.NullMarked;
