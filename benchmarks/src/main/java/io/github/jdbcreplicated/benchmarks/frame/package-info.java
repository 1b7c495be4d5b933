/**
 * What every question shares: how it is asked, and how its answer is put on the page.
 *
 * <p>A {@link io.github.jdbcreplicated.benchmarks.frame.Question} returns an
 * {@link io.github.jdbcreplicated.benchmarks.frame.Answer}: a {@link io.github.jdbcreplicated.benchmarks.frame.Table} and a
 * {@link io.github.jdbcreplicated.benchmarks.frame.Picture}.
 */
@NullMarked
package io.github.jdbcreplicated.benchmarks.frame;

import org.jspecify.annotations.NullMarked;
