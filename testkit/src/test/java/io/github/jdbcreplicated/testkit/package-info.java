@NullMarked
package io.github.jdbcreplicated.testkit;

import org.jspecify.annotations.NullMarked;
