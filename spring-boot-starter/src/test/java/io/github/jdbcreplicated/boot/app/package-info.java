/** The application that the tests start: a message board. */
@NullMarked
package io.github.jdbcreplicated.boot.app;

import org.jspecify.annotations.NullMarked;
