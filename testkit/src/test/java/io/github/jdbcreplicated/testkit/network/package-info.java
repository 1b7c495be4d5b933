@NullMarked
package io.github.jdbcreplicated.testkit.network;

import org.jspecify.annotations.NullMarked;
