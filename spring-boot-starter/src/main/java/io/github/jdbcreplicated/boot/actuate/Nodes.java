package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import java.util.stream.Stream;

/** The nodes of a cluster, the primary first. */
final class Nodes {
    private Nodes() {}

    static Stream<NodeState> of(ClusterState state) {
        return Stream.concat(Stream.of(state.primary()), state.replicas().stream());
    }
}
