package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.RoutingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint tells.
 *
 * @param mode the mode in force; where code gave clusters different ones, each by its cluster's name is in {@code modes}
 * @param modes by cluster
 * @param consistency what clients are promised where nothing else is said
 * @param clusters what holds of each as a whole
 * @param nodes of all clusters, each cluster's primary first
 * @param token what carries clients' positions, and what became of it
 * @param ignoredUseReplica the methods whose {@code @UseReplica} a transaction overruled, and how often
 * @param replays what became of requests that a replica let down, by handler
 * @param advice what handlers should change
 */
record ReplicationReport(
        @Nullable RoutingMode mode,
        Map<String, RoutingMode> modes,
        Consistency consistency,
        List<OfCluster> clusters,
        List<OfNode> nodes,
        TokenReport token,
        Map<String, Long> ignoredUseReplica,
        Map<String, ReplayReport> replays,
        Map<String, HandlerNotes.Advice> advice) {

    static ReplicationReport of(
            Consistency consistency,
            List<ReplicatedDataSource> clusters,
            RouteCounts counts,
            TokenReport token,
            ReplayCounts replays,
            HandlerNotes notes) {
        Map<String, RoutingMode> modes = new LinkedHashMap<>();
        clusters.forEach(cluster -> modes.put(cluster.cluster(), cluster.mode()));
        return new ReplicationReport(
                modes.values().stream().distinct().count() == 1
                        ? modes.values().iterator().next()
                        : null,
                modes,
                consistency,
                clusters.stream().map(OfCluster::of).toList(),
                clusters.stream()
                        .flatMap(cluster -> nodes(cluster.state(), counts.all()))
                        .toList(),
                token,
                notes.ignored(),
                ReplayReport.of(replays),
                notes.advice());
    }

    private static Stream<OfNode> nodes(ClusterState state, Map<Route, LongAdder> counts) {
        return Nodes.of(state).map(node -> OfNode.of(state.cluster(), node, counts));
    }

    /**
     * A cluster as a whole.
     *
     * @param primary the node that takes writes, or did last
     * @param lastRound when its servers were last asked; null while they are not
     */
    record OfCluster(
            String name,
            String primary,
            boolean acceptsWrites,
            @Nullable Instant lastRound,
            int monitorRestarts) {

        static OfCluster of(ReplicatedDataSource cluster) {
            ClusterState state = cluster.state();
            return new OfCluster(
                    state.cluster(),
                    state.primary().name(),
                    state.acceptsWrites(),
                    state.lastRound(),
                    state.monitorRestarts());
        }
    }

    /** One node, and how often it was taken for which reason since the start. */
    record OfNode(
            String cluster,
            String name,
            NodeState.Role role,
            boolean up,
            int weight,
            String evidence,
            boolean drained,
            @Nullable Long lagBytes,
            @Nullable Duration lag,
            Map<Reason, Long> routes) {

        static OfNode of(String cluster, NodeState node, Map<Route, LongAdder> counts) {
            Map<Reason, Long> routes = new EnumMap<>(Reason.class);
            counts.forEach((route, count) -> {
                if (route.cluster().equals(cluster) && route.node().equals(node.name())) {
                    routes.put(route.reason(), count.sum());
                }
            });
            return new OfNode(
                    cluster,
                    node.name(),
                    node.role(),
                    node.up(),
                    node.weight(),
                    node.evidence(),
                    node.drained(),
                    node.lagBytes(),
                    node.lag(),
                    routes);
        }
    }
}
