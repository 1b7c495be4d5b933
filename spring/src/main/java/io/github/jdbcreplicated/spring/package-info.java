/**
 * Replication for Spring, on Spring Framework 6.2 and 7.0, with or without the web.
 *
 * <ul>
 *   <li>{@link io.github.jdbcreplicated.spring.SpringTransactionHint}: tells the data source about Spring's transaction
 *   <li>{@link io.github.jdbcreplicated.spring.ReplicationAdvisor}: {@code @UsePrimary} and {@code @UseReplica} on beans
 *   <li>{@link io.github.jdbcreplicated.spring.ReplicationHandlerInterceptor}: the same on handlers of Spring MVC
 *   <li>{@link io.github.jdbcreplicated.spring.ReplicationClientInterceptor}: takes what was written along to other
 *       services, and back
 *   <li>{@link io.github.jdbcreplicated.spring.ReplicationThreadLocalAccessor}: carries a scope to other threads where
 *       Micrometer's context propagation is used
 * </ul>
 */
@NullMarked
package io.github.jdbcreplicated.spring;

import org.jspecify.annotations.NullMarked;
