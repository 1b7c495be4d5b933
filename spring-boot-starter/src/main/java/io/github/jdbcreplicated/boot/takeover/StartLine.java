package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.boot.pool.PoolSize;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The line that each cluster logs at start. */
final class StartLine {
    private StartLine() {}

    static String of(RunningCluster cluster, String primaryName, @Nullable HikariDataSource primary) {
        ReplicatedDataSource dataSource = cluster.dataSource();
        String replicas = dataSource.state().replicas().stream()
                .map(node -> describe(node, cluster.replicaPools().get(node.name())))
                .collect(Collectors.joining(", "));
        return "Cluster '" + dataSource.cluster() + "': primary '" + primaryName + "'"
                + (primary == null ? "" : " (" + PoolSize.of(primary) + " connections at most)")
                + ", replicas " + replicas + "; " + sum(cluster, primary) + " connections at most in all; mode "
                + dataSource.mode();
    }

    private static String describe(NodeState node, @Nullable HikariDataSource pool) {
        return "'" + node.name() + "' ("
                + (pool == null ? "" : PoolSize.of(pool) + " connections at most")
                + (node.up() ? "" : ", " + node.evidence()) + ")";
    }

    private static int sum(RunningCluster cluster, @Nullable HikariDataSource primary) {
        int ofReplicas =
                cluster.replicaPools().values().stream().mapToInt(PoolSize::of).sum();
        return ofReplicas + (primary == null ? 0 : PoolSize.of(primary));
    }
}
