/** Clusters as parameters and fields of JUnit tests; for JUnit 5.12 or newer, and 6. */
@NullMarked
package io.github.jdbcreplicated.testkit.junit;

import org.jspecify.annotations.NullMarked;
