package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.NodeState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A node's health: up, or not given work while other nodes serve the reads, which Spring Boot does not count, or down when
 * none does. One that was drained is out on purpose, so it is never down.
 */
final class NodeHealth {
    private NodeHealth() {}

    static HealthEntry of(NodeState node, boolean readsAreServed) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("role", node.role());
        if (node.drained()) {
            details.put("drained", true);
        }
        if (!node.evidence().isEmpty()) {
            details.put("evidence", node.evidence());
        }
        return new HealthEntry(status(node, readsAreServed), details);
    }

    static boolean servesReads(ClusterState state, Fallback fallback) {
        return state.replicas().stream().anyMatch(NodeState::up)
                || (fallback != Fallback.FAIL && state.primary().up());
    }

    private static String status(NodeState node, boolean readsAreServed) {
        if (node.up()) {
            return HealthEntry.UP;
        }
        return readsAreServed || node.drained() ? HealthEntry.UNAVAILABLE : HealthEntry.DOWN;
    }
}
