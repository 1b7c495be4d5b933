package io.github.jdbcreplicated;

import java.util.List;
import java.util.Objects;

/**
 * All that is known of a cluster's servers at one instant.
 *
 * @param cluster the cluster's name
 * @param primary the node configured as the primary
 * @param replicas the configured replicas, in the order of the configuration
 */
public record ClusterState(String cluster, NodeState primary, List<NodeState> replicas) {

    public ClusterState {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(primary, "primary");
        replicas = List.copyOf(replicas);
    }
}
