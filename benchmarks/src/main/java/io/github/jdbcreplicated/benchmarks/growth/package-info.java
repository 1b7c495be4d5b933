/** How the cost of one decision grows with what there is to choose from. */
@NullMarked
package io.github.jdbcreplicated.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
