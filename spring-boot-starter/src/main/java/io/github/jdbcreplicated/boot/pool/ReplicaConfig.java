package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What is configured for a replica, put on the configuration of a pool. */
final class ReplicaConfig {
    /** A node that is not asked costs its server this many sessions. */
    private static final int MINIMUM_IDLE = 2;

    private ReplicaConfig() {}

    /** Has the pool reach the replica, with the settings of all replicas and then with its own. */
    static void applyTo(
            HikariConfig config, ReplicaSettings replica, @Nullable HikariConfig primary, PoolSettings shared) {
        reach(replica, primary, config);
        bind(shared, config);
        bind(new PoolSettings(replica.property() + ".hikari", replica.hikari()), config);
    }

    static void keepFewIdle(HikariConfig config) {
        if (config.getMinimumIdle() < 0) {
            config.setMinimumIdle(Math.min(MINIMUM_IDLE, PoolSize.of(config)));
        }
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
}
