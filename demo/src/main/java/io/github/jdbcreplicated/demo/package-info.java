/**
 * A message board on a primary and two replicas.
 *
 * <ul>
 *   <li>{@code board}: messages and visits, as any application would write them
 *   <li>{@code page}: the board as a page
 *   <li>{@code lab}: stops, slows down and promotes the servers
 *   <li>{@code traffic}: remembers which node served which request
 *   <li>{@code guard}: keeps other sites' pages away from all this
 *   <li>{@code start}: brings the servers up before the application
 * </ul>
 */
@NullMarked
package io.github.jdbcreplicated.demo;

import org.jspecify.annotations.NullMarked;
