@NullMarked
package io.github.jdbcreplicated.boot.pool;

import org.jspecify.annotations.NullMarked;
