/**
 * What differs per database.
 *
 * <p>Not for applications: this package may change in any release.
 */
@NullMarked
package io.github.jdbcreplicated.internal.dialect;

import org.jspecify.annotations.NullMarked;
