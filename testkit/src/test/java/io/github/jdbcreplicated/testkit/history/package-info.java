@NullMarked
package io.github.jdbcreplicated.testkit.history;

import org.jspecify.annotations.NullMarked;
