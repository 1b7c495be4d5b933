/** The same application and the same checks on every line of Spring Boot. */
@NullMarked
package io.github.jdbcreplicated.compatibility;

import org.jspecify.annotations.NullMarked;
