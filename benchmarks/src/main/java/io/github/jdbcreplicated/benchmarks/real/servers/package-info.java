/** How fast an application is on real servers with ours, beside the bare pool: {@code benchmarks/run servers}. */
@NullMarked
package io.github.jdbcreplicated.benchmarks.real.servers;

import org.jspecify.annotations.NullMarked;
