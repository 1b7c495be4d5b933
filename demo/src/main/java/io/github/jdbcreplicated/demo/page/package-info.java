/** The board as a page, without scripts. */
@NullMarked
package io.github.jdbcreplicated.demo.page;

import org.jspecify.annotations.NullMarked;
