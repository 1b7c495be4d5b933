/**
 * Real replicated databases for tests, with faults on demand. Start at
 * {@link io.github.jdbcreplicated.testkit.PostgresCluster}.
 */
@NullMarked
package io.github.jdbcreplicated.testkit;

import org.jspecify.annotations.NullMarked;
