/** What is printed when the application does not start. */
@NullMarked
package io.github.jdbcreplicated.boot.failure;

import org.jspecify.annotations.NullMarked;
