/** Which node served which request. */
@NullMarked
package io.github.jdbcreplicated.demo.traffic;

import org.jspecify.annotations.NullMarked;
