/**
 * A database in memory that answers every query with one row at once: what is measured above it is pools and routing
 * alone.
 */
@NullMarked
package io.github.jdbcreplicated.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
