/** The servers, and the configuration that follows from them. */
@NullMarked
package io.github.jdbcreplicated.demo.start;

import org.jspecify.annotations.NullMarked;
