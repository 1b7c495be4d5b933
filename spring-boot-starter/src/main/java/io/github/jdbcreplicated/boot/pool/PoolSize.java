package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;

/** How many connections a pool has at most. */
public final class PoolSize {
    /** HikariCP's own, which a configuration that was not started yet does not tell. */
    private static final int DEFAULT = 10;

    private PoolSize() {}

    /** As HikariCP will take it, also before the pool has started. */
    public static int of(HikariConfig pool) {
        int configured = pool.getMaximumPoolSize();
        return configured < 1 ? DEFAULT : configured;
    }
}
