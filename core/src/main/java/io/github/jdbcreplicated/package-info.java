/**
 * The door: what applications touch.
 *
 * <ul>
 *   <li>{@link io.github.jdbcreplicated.ReplicatedDataSource}: the {@code DataSource} to inject
 *   <li>{@link io.github.jdbcreplicated.ReplicationScope}: says for a stretch of code whether it needs the primary
 *   <li>{@link io.github.jdbcreplicated.Route}: where a piece of work went, and why
 *   <li>{@link io.github.jdbcreplicated.RoutingListener}: what happened
 * </ul>
 */
@NullMarked
package io.github.jdbcreplicated;

import org.jspecify.annotations.NullMarked;
