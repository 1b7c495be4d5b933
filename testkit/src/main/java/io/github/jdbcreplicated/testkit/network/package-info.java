/**
 * The network in front of a PostgreSQL server, with faults on demand and a count of what passes. Start at
 * {@link io.github.jdbcreplicated.testkit.network.NodeNetwork}.
 */
@NullMarked
package io.github.jdbcreplicated.testkit.network;

import org.jspecify.annotations.NullMarked;
