package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/** Makes the pool that a replica is written with once it was promoted. */
public final class WritingPool {
    private WritingPool() {}

    /**
     * Makes a pool that opens nothing before its first use: the application's pool, at the replica's place.
     *
     * @param primary the primary's pool, whose settings it has; null when there are none to take over, then it has those
     *     of the replicas' pools
     * @param shared the property and the settings of the pools of all replicas, of which it has URL, user, password and
     *     the driver's properties
     */
    public static HikariDataSource of(
            ReplicaSettings replica, @Nullable HikariConfig primary, PoolSettings shared, String poolName) {
        return LazyPool.of(config(replica, primary, shared), poolName);
    }

    static HikariConfig config(ReplicaSettings replica, @Nullable HikariConfig primary, PoolSettings shared) {
        HikariConfig reached = primary == null ? new HikariConfig() : InheritedConfig.forReading(primary);
        ReplicaConfig.applyTo(reached, replica, primary, shared);
        HikariConfig config = primary == null ? reached : InheritedConfig.forWriting(primary);
        InheritedConfig.copyPlace(reached, config);
        config.setReadOnly(false);
        config.setInitializationFailTimeout(-1);
        ReplicaConfig.keepFewIdle(config);
        PostgresDefaults.applyToWriting(config);
        return config;
    }
}
