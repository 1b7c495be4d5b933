package io.github.jdbcreplicated;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a cluster's servers at one instant.
 *
 * @param cluster the cluster's name
 * @param primary the node that takes writes; while none does, the one that did last
 * @param replicas all other nodes, in the order of the configuration
 * @param acceptsWrites whether the primary takes writes now
 * @param lastRound when the servers were last asked, by this machine's clock; null while they are not asked at all
 * @param monitorRestarts how often what asks them had to be started again
 */
public record ClusterState(
        String cluster,
        NodeState primary,
        List<NodeState> replicas,
        boolean acceptsWrites,
        @Nullable Instant lastRound,
        int monitorRestarts) {

    public ClusterState {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(primary, "primary");
        replicas = List.copyOf(replicas);
    }
}
