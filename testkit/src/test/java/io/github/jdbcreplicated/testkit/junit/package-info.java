@NullMarked
package io.github.jdbcreplicated.testkit.junit;

import org.jspecify.annotations.NullMarked;
