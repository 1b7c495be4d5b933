/**
 * The choice: pure functions, no clock, no I/O, no lock.
 *
 * <p>Not for applications: this package may change in any release.
 */
@NullMarked
package io.github.jdbcreplicated.internal.routing;

import org.jspecify.annotations.NullMarked;
