/**
 * The passport: what a client has seen of each cluster, signed, that travels with it.
 *
 * <p>{@link io.github.jdbcreplicated.token.TokenCodec} turns a {@link io.github.jdbcreplicated.token.ConsistencyToken}
 * into text for a cookie, a header or a message, and back.
 */
@NullMarked
package io.github.jdbcreplicated.token;

import org.jspecify.annotations.NullMarked;
