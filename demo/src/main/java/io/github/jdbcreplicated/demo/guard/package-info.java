/** Who may call: pages of this application, and no others. */
@NullMarked
package io.github.jdbcreplicated.demo.guard;

import org.jspecify.annotations.NullMarked;
