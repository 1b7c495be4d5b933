/**
 * Replication for Spring Boot applications: the properties, and what is configured from them.
 *
 * <ul>
 *   <li>{@code takeover}: which DataSource bean is replaced, by what, and what is refused
 *   <li>{@code pool}: the pools of the replicas, and the way past a pool
 *   <li>{@code token}: what signs tokens, and passes them on to other services
 *   <li>{@code web}: the filters and the handler interceptor
 *   <li>{@code actuate}: health, endpoint, meters, logging context
 *   <li>{@code failure}: what is printed when the application does not start
 * </ul>
 *
 * <p>For applications: {@code replicated.*} properties, and beans of the types {@code RoutingListener},
 * {@code TargetResolver} and {@code TokenCodec}, which are found. Everything below this package may change in any release.
 */
@NullMarked
package io.github.jdbcreplicated.boot;

import org.jspecify.annotations.NullMarked;
