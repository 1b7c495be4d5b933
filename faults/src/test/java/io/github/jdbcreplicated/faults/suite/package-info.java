/** The faults, and what each did to the clients of an application. */
@NullMarked
package io.github.jdbcreplicated.faults.suite;

import org.jspecify.annotations.NullMarked;
