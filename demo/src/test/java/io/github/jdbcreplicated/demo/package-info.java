@NullMarked
package io.github.jdbcreplicated.demo;

import org.jspecify.annotations.NullMarked;
