/** Routers with one defect each, and what provokes it: the checker has to find them all. */
@NullMarked
package io.github.jdbcreplicated.testkit.history.mutants;

import org.jspecify.annotations.NullMarked;
