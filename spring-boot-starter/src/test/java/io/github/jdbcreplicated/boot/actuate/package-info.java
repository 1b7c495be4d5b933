@NullMarked
package io.github.jdbcreplicated.boot.actuate;

import org.jspecify.annotations.NullMarked;
