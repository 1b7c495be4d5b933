package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.ReplicatedDataSource;
import java.util.Map;

/**
 * A cluster whose DataSource was taken over.
 *
 * @param dataSource what the application is given
 * @param replicaPools the pools that we made, by node name
 * @param fallback what its reads do when no replica can serve them
 */
public record RunningCluster(
        ReplicatedDataSource dataSource, Map<String, HikariDataSource> replicaPools, Fallback fallback) {

    public RunningCluster {
        replicaPools = Map.copyOf(replicaPools);
    }

    /** A name for the node that is unique in the application, for metrics. */
    public String uniqueName(String node) {
        String cluster = dataSource.cluster();
        return cluster.equals(ClusterSettings.DEFAULT) ? node : cluster + "-" + node;
    }

    /** Ends routing and the replicas' pools; the primary's is the application's. */
    void close() {
        dataSource.close();
        replicaPools.values().forEach(HikariDataSource::close);
    }
}
