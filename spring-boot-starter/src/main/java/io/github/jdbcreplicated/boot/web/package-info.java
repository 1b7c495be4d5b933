/** A scope per HTTP request, and the handler's annotations. */
@NullMarked
package io.github.jdbcreplicated.boot.web;

import org.jspecify.annotations.NullMarked;
