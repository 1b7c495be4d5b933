/** What can be done to the servers, past the routed DataSource. */
@NullMarked
package io.github.jdbcreplicated.demo.lab;

import org.jspecify.annotations.NullMarked;
