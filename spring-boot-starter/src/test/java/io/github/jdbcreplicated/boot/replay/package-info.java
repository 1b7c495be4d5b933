/** An application whose reads fail when a test says so. */
@NullMarked
package io.github.jdbcreplicated.boot.replay;

import org.jspecify.annotations.NullMarked;
