/**
 * What we believe about the servers.
 *
 * <p>Not for applications: this package may change in any release.
 */
@NullMarked
package io.github.jdbcreplicated.internal.cluster;

import org.jspecify.annotations.NullMarked;
