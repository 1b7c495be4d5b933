/**
 * One connection that has not chosen yet: handles, lazy statements, settings made early.
 *
 * <p>Not for applications: this package may change in any release.
 */
@NullMarked
package io.github.jdbcreplicated.internal.connection;

import org.jspecify.annotations.NullMarked;
