package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.boot.pool.PoolSettings;
import io.github.jdbcreplicated.boot.pool.ReplicaSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked cluster.
 *
 * @param name its name
 * @param property where it is configured: {@code replicated}, or {@code replicated.clusters.orders}
 * @param dataSource the bean that is its primary; null for the one that the application would be given
 * @param primaryName its primary's node name
 * @param replicas its replicas, at least one
 * @param hikari settings of the pools of all its replicas
 */
record ClusterSettings(
        String name,
        String property,
        @Nullable String dataSource,
        String primaryName,
        List<ReplicaSettings> replicas,
        PoolSettings hikari) {

    static final String DEFAULT = "default";

    /** Node names are unique in a cluster, pool names in an application. */
    String poolName(String node) {
        return name.equals(DEFAULT) ? node : name + "-" + node;
    }
}
