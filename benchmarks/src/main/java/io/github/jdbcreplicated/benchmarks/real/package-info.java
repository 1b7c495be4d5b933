/**
 * What the questions about real servers share: the servers, the pools that reach them, the clients that work on them,
 * and the arithmetic of what was measured.
 */
@NullMarked
package io.github.jdbcreplicated.benchmarks.real;

import org.jspecify.annotations.NullMarked;
