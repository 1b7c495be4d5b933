/** Clients with cookies, who write down what they saw. */
@NullMarked
package io.github.jdbcreplicated.faults.load;

import org.jspecify.annotations.NullMarked;
