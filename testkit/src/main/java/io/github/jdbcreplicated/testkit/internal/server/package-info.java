/**
 * Processes, folders and binaries of the servers. Not part of the kit's API: anything here may change in any release.
 */
@NullMarked
package io.github.jdbcreplicated.testkit.internal.server;

import org.jspecify.annotations.NullMarked;
