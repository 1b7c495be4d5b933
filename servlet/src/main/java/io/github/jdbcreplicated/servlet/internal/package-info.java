/** What the packages of this module share; not exported. */
@NullMarked
package io.github.jdbcreplicated.servlet.internal;

import org.jspecify.annotations.NullMarked;
