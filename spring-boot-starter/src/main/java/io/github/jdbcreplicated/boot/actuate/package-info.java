/** What can be seen and switched while the application runs. */
@NullMarked
package io.github.jdbcreplicated.boot.actuate;

import org.jspecify.annotations.NullMarked;
