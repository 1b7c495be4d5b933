@NullMarked
package io.github.jdbcreplicated.boot.takeover;

import org.jspecify.annotations.NullMarked;
