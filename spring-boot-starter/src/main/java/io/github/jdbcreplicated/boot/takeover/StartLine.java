package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.boot.pool.PoolSize;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The line that each cluster logs at start. */
final class StartLine {
    private StartLine() {}

    /** The node that takes writes need not be the one that was configured to: {@code primaryName}, with that pool. */
    static String of(RunningCluster cluster, String primaryName, @Nullable HikariDataSource primary) {
        Map<String, HikariDataSource> pools = new HashMap<>(cluster.replicaPools());
        if (primary != null) {
            pools.put(primaryName, primary);
        }
        ReplicatedDataSource dataSource = cluster.dataSource();
        ClusterState state = dataSource.state();
        String replicas = state.replicas().stream()
                .map(node -> describe(node, pools.get(node.name())))
                .collect(Collectors.joining(", "));
        int sum = pools.values().stream().mapToInt(PoolSize::of).sum();
        return "Cluster '" + dataSource.cluster() + "': primary "
                + describe(state.primary(), pools.get(state.primary().name())) + ", replicas " + replicas + "; " + sum
                + " connections at most in all; mode " + dataSource.mode();
    }

    private static String describe(NodeState node, @Nullable HikariDataSource pool) {
        String size = pool == null ? "" : PoolSize.of(pool) + " connections at most";
        String separator = size.isEmpty() || node.up() ? "" : ", ";
        String about = size + separator + node.evidence();
        return "'" + node.name() + "'" + (about.isEmpty() ? "" : " (" + about + ")");
    }
}
