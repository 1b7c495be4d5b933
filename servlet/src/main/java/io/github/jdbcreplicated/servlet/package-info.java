/**
 * A replication scope per HTTP request, for any servlet container.
 *
 * <ul>
 *   <li>{@link io.github.jdbcreplicated.servlet.ReplicationFilter}: opens a unit of work per request and its scope in
 *       every dispatch
 *   <li>{@link io.github.jdbcreplicated.servlet.TokenCarrier}: takes what a client has written along, in a cookie or header
 *   <li>{@link io.github.jdbcreplicated.servlet.TargetResolver}: the application's own word on what a request needs
 *   <li>{@link io.github.jdbcreplicated.servlet.HandlerScopeFilter}: stands last in the chain where the filters' own
 *       reads are kept on the primary
 * </ul>
 */
@NullMarked
package io.github.jdbcreplicated.servlet;

import org.jspecify.annotations.NullMarked;
