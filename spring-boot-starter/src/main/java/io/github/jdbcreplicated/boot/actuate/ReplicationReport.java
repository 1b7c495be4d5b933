package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.RoutingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * What the endpoint tells.
 *
 * @param clusters by name
 * @param ignoredUseReplica the methods whose {@code @UseReplica} a transaction overruled, and how often
 * @param advice what handlers should change
 */
record ReplicationReport(
        Map<String, OfCluster> clusters, Map<String, Long> ignoredUseReplica, Map<String, HandlerNotes.Advice> advice) {

    /** One cluster, its primary first. */
    record OfCluster(RoutingMode mode, List<OfNode> nodes) {

        static OfCluster of(ReplicatedDataSource dataSource, Map<Route, LongAdder> counts) {
            ClusterState state = dataSource.state();
            List<OfNode> nodes = Stream.concat(Stream.of(state.primary()), state.replicas().stream())
                    .map(node -> OfNode.of(state.cluster(), node, counts))
                    .toList();
            return new OfCluster(dataSource.mode(), nodes);
        }
    }

    /** One node, and how often it was taken for which reason since the start. */
    record OfNode(String name, NodeState.Role role, boolean up, int weight, String evidence, Map<Reason, Long> routes) {

        static OfNode of(String cluster, NodeState node, Map<Route, LongAdder> counts) {
            Map<Reason, Long> routes = new EnumMap<>(Reason.class);
            counts.forEach((route, count) -> {
                if (route.cluster().equals(cluster) && route.node().equals(node.name())) {
                    routes.put(route.reason(), count.sum());
                }
            });
            return new OfNode(node.name(), node.role(), node.up(), node.weight(), node.evidence(), routes);
        }
    }
}
