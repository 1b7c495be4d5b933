package io.github.jdbcreplicated.boot.actuate;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.github.jdbcreplicated.boot.pool.PoolSize;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.github.jdbcreplicated.boot.takeover.RunningCluster;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The meters that Spring Boot gives the pools of DataSource beans, for the pools that we make, which are no beans. */
final class ReplicaPoolMeters implements MeterBinder {
    private final ReplicatedClusters clusters;

    ReplicaPoolMeters(ReplicatedClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        clusters.onCluster(cluster -> bind(byUniqueName(cluster), registry));
    }

    static void bind(Map<String, HikariDataSource> pools, MeterRegistry registry) {
        pools.forEach((name, pool) -> {
            if (pool.getMetricsTrackerFactory() == null && pool.getMetricRegistry() == null) {
                pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
            }
            gauge(registry, name, "active", pool, ofPool(HikariPoolMXBean::getActiveConnections));
            gauge(registry, name, "idle", pool, ofPool(HikariPoolMXBean::getIdleConnections));
            gauge(registry, name, "max", pool, PoolSize::of);
            gauge(registry, name, "min", pool, HikariDataSource::getMinimumIdle);
        });
    }

    private static Map<String, HikariDataSource> byUniqueName(RunningCluster cluster) {
        Map<String, HikariDataSource> pools = new HashMap<>();
        cluster.replicaPools().forEach((node, pool) -> pools.put(cluster.uniqueName(node), pool));
        cluster.otherRolePools().forEach((name, pool) -> pools.put(cluster.uniqueName(name), pool));
        return pools;
    }

    private static void gauge(
            MeterRegistry registry,
            String node,
            String meter,
            HikariDataSource pool,
            ToDoubleFunction<HikariDataSource> value) {
        Gauge.builder("jdbc.connections." + meter, pool, value)
                .tag("name", node)
                .register(registry);
    }

    /** A pool that never started has no figures of its own: it has no connections. */
    private static ToDoubleFunction<HikariDataSource> ofPool(ToIntFunction<HikariPoolMXBean> value) {
        return pool -> {
            @Nullable HikariPoolMXBean started = pool.getHikariPoolMXBean();
            return started == null ? 0 : value.applyAsInt(started);
        };
    }
}
