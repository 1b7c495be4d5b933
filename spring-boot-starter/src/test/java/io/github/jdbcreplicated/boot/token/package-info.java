@NullMarked
package io.github.jdbcreplicated.boot.token;

import org.jspecify.annotations.NullMarked;
