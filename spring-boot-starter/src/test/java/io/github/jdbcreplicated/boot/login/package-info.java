/** An application that one signs in to. */
@NullMarked
package io.github.jdbcreplicated.boot.login;

import org.jspecify.annotations.NullMarked;
