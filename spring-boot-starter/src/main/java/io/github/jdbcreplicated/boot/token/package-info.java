/** What signs the tokens, and which services they are passed on to. */
@NullMarked
package io.github.jdbcreplicated.boot.token;

import org.jspecify.annotations.NullMarked;
