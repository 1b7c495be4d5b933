/** What one unit of work has done: where it wrote, what it must not fall behind. */
@NullMarked
package io.github.jdbcreplicated.internal.unit;

import org.jspecify.annotations.NullMarked;
