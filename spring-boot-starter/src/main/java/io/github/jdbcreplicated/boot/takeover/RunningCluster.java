package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.ReplicatedDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A cluster whose DataSource was taken over.
 *
 * @param dataSource what the application is given
 * @param replicaPools the pools that we made to read from replicas, by node name
 * @param otherRolePools the pools that we made for nodes that change their role, by node name with {@code -writing} or
 *     {@code -reading}
 * @param fallback what its reads do when no replica can serve them
 * @param pollInterval how often its servers are asked
 */
public record RunningCluster(
        ReplicatedDataSource dataSource,
        Map<String, HikariDataSource> replicaPools,
        Map<String, HikariDataSource> otherRolePools,
        Fallback fallback,
        Duration pollInterval) {

    public RunningCluster {
        replicaPools = Map.copyOf(replicaPools);
        otherRolePools = Map.copyOf(otherRolePools);
    }

    /** A name for the node, or for one of its pools, that is unique in the application, for metrics. */
    public String uniqueName(String node) {
        String cluster = dataSource.cluster();
        return cluster.equals(ClusterSettings.DEFAULT) ? node : cluster + "-" + node;
    }

    /** Ends routing and the pools that we made, side by side: each waits for its server. The primary's is the application's. */
    void close() {
        dataSource.close();
        Stream.of(replicaPools, otherRolePools)
                .flatMap(pools -> pools.values().stream())
                .parallel()
                .forEach(HikariDataSource::close);
    }
}
