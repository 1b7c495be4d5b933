package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.github.jdbcreplicated.boot.takeover.RunningCluster;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node's health entry, for either of Spring Boot's health contracts.
 *
 * @param status {@code UP}; {@code UNAVAILABLE}, which Spring Boot does not count, while other nodes serve the reads;
 *     {@code DOWN} when none does
 * @param details role and evidence
 */
record NodeHealth(String status, Map<String, Object> details) {
    private static final String UP = "UP";
    private static final String UNAVAILABLE = "UNAVAILABLE";
    private static final String DOWN = "DOWN";

    /** The entries of all nodes of all clusters, by a name that is unique among them. */
    static Map<String, NodeHealth> of(ReplicatedClusters clusters) {
        Map<String, NodeHealth> entries = new LinkedHashMap<>();
        for (RunningCluster cluster : clusters.all()) {
            ClusterState state = cluster.dataSource().state();
            boolean served = servesReads(state, cluster.fallback());
            nodes(state).forEach(node -> entries.put(cluster.uniqueName(node.name()), of(node, served)));
        }
        return entries;
    }

    /** The entry of one node; null when there is no such node. */
    static @Nullable NodeHealth of(ReplicatedClusters clusters, String entry) {
        return of(clusters).get(entry);
    }

    static NodeHealth of(NodeState node, boolean readsAreServed) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("role", node.role());
        if (!node.evidence().isEmpty()) {
            details.put("evidence", node.evidence());
        }
        return new NodeHealth(node.up() ? UP : readsAreServed ? UNAVAILABLE : DOWN, details);
    }

    static boolean servesReads(ClusterState state, Fallback fallback) {
        return state.replicas().stream().anyMatch(NodeState::up)
                || (fallback != Fallback.FAIL && state.primary().up());
    }

    private static Stream<NodeState> nodes(ClusterState state) {
        return Stream.concat(Stream.of(state.primary()), state.replicas().stream());
    }
}
