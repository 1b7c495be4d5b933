/** Whole applications, over real replication. */
@NullMarked
package io.github.jdbcreplicated.boot;

import org.jspecify.annotations.NullMarked;
