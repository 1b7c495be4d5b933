/** Messages and visits; no line in here knows that there are replicas, except for two annotations. */
@NullMarked
package io.github.jdbcreplicated.demo.board;

import org.jspecify.annotations.NullMarked;
