package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.internal.routing.Balancer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot that decisions read once: the public state, and what follows from it for the choice.
 */
final class ClusterView {
    final ClusterState state;

    /** When each node that is out is tried again, by name, in the clock's nanoseconds. */
    private final Map<String, Long> retries;

    /** The replicas that are up, by name, for units that keep theirs. */
    private final Map<String, Node> usableByName;

    private final Node[] usable;
    private final @Nullable Balancer balancer;

    ClusterView(ClusterState state, List<Node> replicas, Map<String, Long> retries) {
        this.state = state;
        this.retries = Map.copyOf(retries);
        List<Node> up = new ArrayList<>();
        this.usableByName = new HashMap<>();
        for (int i = 0; i < replicas.size(); i++) {
            if (state.replicas().get(i).up()) {
                up.add(replicas.get(i));
                usableByName.put(replicas.get(i).name(), replicas.get(i));
            }
        }
        this.usable = up.toArray(Node[]::new);
        this.balancer = usable.length == 0
                ? null
                : new Balancer(up.stream().mapToInt(Node::weight).toArray());
    }

    /** The least busy of two random usable replicas; null when none is usable. */
    @Nullable
    Node choose(long random) {
        return balancer == null ? null : usable[balancer.choose(random, i -> usable[i].inFlight())];
    }

    /** The replica of that name if it is usable. */
    @Nullable
    Node usable(String name) {
        return usableByName.get(name);
    }

    boolean hasRetries() {
        return !retries.isEmpty();
    }

    Map<String, Long> retries() {
        return retries;
    }

    NodeState node(String name) {
        if (state.primary().name().equals(name)) {
            return state.primary();
        }
        return state.replicas().stream()
                .filter(replica -> replica.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node '" + name + "'"));
    }
}
