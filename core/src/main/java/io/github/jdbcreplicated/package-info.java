@NullMarked
package io.github.jdbcreplicated;

import org.jspecify.annotations.NullMarked;
