/**
 * What routing costs beside the bare pool and beside others' routing: {@code benchmarks/run} asks one question, prints its
 * table and writes it into docs/performance.md.
 *
 * <p>{@link io.github.jdbcreplicated.benchmarks.Benchmarks} is where a run starts; each question is a room of its own.
 */
@NullMarked
package io.github.jdbcreplicated.benchmarks;

import org.jspecify.annotations.NullMarked;
