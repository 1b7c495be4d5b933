/**
 * The side door: for code that integrates this library into a framework.
 *
 * <p>An integration opens a {@link io.github.jdbcreplicated.spi.UnitOfWork} per request, job or message, and may tell
 * the library about the framework's transactions with a {@link io.github.jdbcreplicated.spi.TransactionHint}.
 */
@NullMarked
package io.github.jdbcreplicated.spi;

import org.jspecify.annotations.NullMarked;
