/** An application with an embedded server that reads and writes accounts, and clients that keep its cookies. */
@NullMarked
package io.github.jdbcreplicated.benchmarks.real.web;

import org.jspecify.annotations.NullMarked;
