/** What clients of the demo see while its servers have trouble, written down and checked. */
@NullMarked
package io.github.jdbcreplicated.demo.history;

import org.jspecify.annotations.NullMarked;
