/** The pools of the replicas: as the primary's, except for what must differ. And the way past a pool, for probes. */
@NullMarked
package io.github.jdbcreplicated.boot.pool;

import org.jspecify.annotations.NullMarked;
