/** Puts a ReplicatedDataSource in the place of the application's DataSource. */
@NullMarked
package io.github.jdbcreplicated.boot.takeover;

import org.jspecify.annotations.NullMarked;
