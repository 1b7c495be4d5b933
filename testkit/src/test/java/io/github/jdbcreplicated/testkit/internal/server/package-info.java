@NullMarked
package io.github.jdbcreplicated.testkit.internal.server;

import org.jspecify.annotations.NullMarked;
