package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import org.jspecify.annotations.Nullable;

/** Makes the pool that a node is read with while it is a replica. Its connections never write, whatever the node becomes. */
public final class ReadingPool {
    /** Milliseconds: a read does not wait longer for a replica's connection before it goes elsewhere. */
    private static final int CONNECTION_TIMEOUT = 1000;

    /**
     * Milliseconds, the least that HikariCP takes: a pool tries its idle connections one after the other within the
     * time above, and a frozen server answers on none of them.
     */
    private static final int VALIDATION_TIMEOUT = 250;

    private ReadingPool() {}

    /**
     * Makes a pool that has no connection yet and begins to open them; its server may be down.
     *
     * @param primary the primary's pool, whose settings it has; null when there are none to take over
     * @param shared the property and the settings of the pools of all replicas
     */
    public static HikariDataSource started(
            ReplicaSettings replica, @Nullable HikariConfig primary, PoolSettings shared, String poolName) {
        return start(replica, config(replica, primary, shared, poolName));
    }

    /** Makes the same pool for the primary, at its own URL. Nothing is opened before the first use. */
    public static HikariDataSource ofPrimary(String node, HikariConfig primary, PoolSettings shared, String poolName) {
        ReplicaSettings place = ReplicaSettings.at(primary.getJdbcUrl(), node, shared.property());
        return LazyPool.of(config(place, primary, shared, poolName), poolName);
    }

    /** Whether a pool can be made that reaches the server of this one and refuses to write there. */
    public static boolean canReach(HikariConfig primary) {
        return primary.getJdbcUrl() != null && !InheritedConfig.hasOwnDataSource(primary);
    }

    static HikariConfig config(
            ReplicaSettings replica, @Nullable HikariConfig primary, PoolSettings shared, String poolName) {
        HikariConfig config = primary == null ? new HikariConfig() : InheritedConfig.forReading(primary);
        config.setPoolName(poolName);
        config.setConnectionTimeout(CONNECTION_TIMEOUT);
        config.setValidationTimeout(VALIDATION_TIMEOUT);
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        ReplicaConfig.applyTo(config, replica, primary, shared);
        ReplicaConfig.keepFewIdle(config);
        PostgresDefaults.applyToReading(config);
        ReadOnlySessions.applyTo(config);
        return config;
    }

    private static HikariDataSource start(ReplicaSettings replica, HikariConfig config) {
        try (LoginTimeout kept = LoginTimeout.keep()) {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new ReplicationSettingException(
                    "The pool of replica '" + replica.node() + "' (" + replica.property()
                            + ") cannot be made for the URL " + JdbcUrl.parse(replica.url()) + ": " + reason(e),
                    "Check " + replica.property() + ".url, and that its JDBC driver is on the class path.",
                    e);
        }
    }

    /** The driver's text may repeat the whole URL. */
    private static String reason(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("jdbc:") ? e.getClass().getSimpleName() : message;
    }
}
