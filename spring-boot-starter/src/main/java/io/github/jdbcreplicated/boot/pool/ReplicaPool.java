package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Makes the pool of one replica. */
public final class ReplicaPool {
    /** Milliseconds: a read does not wait longer for a replica's connection before it goes elsewhere. */
    private static final int CONNECTION_TIMEOUT = 1000;

    /** A node that is not asked costs its server this many sessions. */
    private static final int MINIMUM_IDLE = 2;

    private ReplicaPool() {}

    /**
     * Makes a pool that has no connection yet; its server may be down.
     *
     * @param primary the primary's pool, whose settings it has; null when there are none to take over
     * @param shared the property and the settings of the pools of all replicas
     */
    public static HikariDataSource create(
            ReplicaSettings replica, @Nullable HikariConfig primary, PoolSettings shared, String poolName) {
        return start(replica, config(replica, primary, shared, poolName));
    }

    static HikariConfig config(
            ReplicaSettings replica, @Nullable HikariConfig primary, PoolSettings shared, String poolName) {
        HikariConfig config = primary == null ? new HikariConfig() : InheritedConfig.of(primary);
        config.setPoolName(poolName);
        config.setConnectionTimeout(CONNECTION_TIMEOUT);
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        reach(replica, primary, config);
        bind(shared, config);
        bind(new PoolSettings(replica.property() + ".hikari", replica.hikari()), config);
        keepFewIdle(config);
        PostgresDefaults.applyTo(config);
        return config;
    }

    private static void reach(ReplicaSettings replica, @Nullable HikariConfig primary, HikariConfig config) {
        config.setJdbcUrl(replica.url());
        if (replica.username() != null) {
            config.setUsername(replica.username());
        }
        if (replica.password() != null) {
            config.setPassword(replica.password());
        }
        if (primary != null && isReachedAlike(replica, primary)) {
            config.setDriverClassName(primary.getDriverClassName());
        }
    }

    private static boolean isReachedAlike(ReplicaSettings replica, HikariConfig primary) {
        return primary.getDriverClassName() != null
                && primary.getJdbcUrl() != null
                && JdbcUrl.parse(primary.getJdbcUrl())
                        .scheme()
                        .equals(JdbcUrl.parse(replica.url()).scheme());
    }

    private static void bind(PoolSettings settings, HikariConfig config) {
        Map<String, String> named = new LinkedHashMap<>();
        settings.values().forEach((name, value) -> named.put(settings.property() + "." + name, value));
        new Binder(new MapConfigurationPropertySource(named))
                .bind(
                        settings.property(),
                        Bindable.of(HikariConfig.class).withExistingValue(config),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
    }

    private static void keepFewIdle(HikariConfig config) {
        if (config.getMinimumIdle() < 0) {
            int most = config.getMaximumPoolSize();
            config.setMinimumIdle(most < 0 ? MINIMUM_IDLE : Math.min(MINIMUM_IDLE, most));
        }
    }

    /** HikariCP tells the DriverManager of the whole process its connection timeout, which is for this pool alone. */
    private static HikariDataSource start(ReplicaSettings replica, HikariConfig config) {
        int loginTimeout = DriverManager.getLoginTimeout();
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new ReplicationSettingException(
                    "The pool of replica '" + replica.node() + "' (" + replica.property()
                            + ") cannot be made for the URL " + JdbcUrl.parse(replica.url()) + ": " + reason(e),
                    "Check " + replica.property() + ".url, and that its JDBC driver is on the class path.",
                    e);
        } finally {
            DriverManager.setLoginTimeout(loginTimeout);
        }
    }

    /** The driver's text may repeat the whole URL. */
    private static String reason(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("jdbc:") ? e.getClass().getSimpleName() : message;
    }
}
