package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.internal.routing.Balancer;
import io.github.jdbcreplicated.token.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot that decisions read once: what was noted of each node, and what follows from it for the choice.
 */
final class ClusterView {
    /** As noted by those who asked for connections and for roles. */
    final ClusterState noted;

    /** As noted, and without the replicas that are too late. */
    final ClusterState state;

    final Sightings sightings;

    /** When each node that is out is tried again, by name, in the clock's nanoseconds. */
    private final Map<String, Long> retries;

    /** The replicas that are given work, by name, for units that keep theirs. */
    private final Map<String, Node> usableByName;

    private final Node[] usable;
    private final @Nullable Balancer balancer;
    private final boolean anyLate;

    ClusterView(
            ClusterState noted,
            List<Node> replicas,
            Map<String, Long> retries,
            Sightings sightings,
            Predicate<Node> isLate,
            String whyLate) {
        this.noted = noted;
        this.sightings = sightings;
        this.retries = Map.copyOf(retries);
        List<NodeState> states = new ArrayList<>();
        List<Node> given = new ArrayList<>();
        this.usableByName = new HashMap<>();
        for (int i = 0; i < replicas.size(); i++) {
            Node replica = replicas.get(i);
            NodeState found = noted.replicas().get(i);
            boolean late = found.up() && isLate.test(replica);
            states.add(late ? late(found, whyLate) : found);
            if (found.up() && !late) {
                given.add(replica);
                usableByName.put(replica.name(), replica);
            }
        }
        this.state = new ClusterState(
                noted.cluster(),
                noted.primary(),
                states,
                noted.acceptsWrites(),
                noted.lastRound(),
                noted.monitorRestarts());
        this.usable = given.toArray(Node[]::new);
        this.balancer = usable.length == 0
                ? null
                : new Balancer(given.stream().mapToInt(Node::weight).toArray());
        this.anyLate = !states.equals(noted.replicas());
    }

    /** The least busy of two random usable replicas; null when none is usable. */
    @Nullable
    Node choose(long random) {
        return balancer == null ? null : usable[balancer.choose(random, i -> usable[i].inFlight())];
    }

    /** As {@link #choose(long)}, of those that cover the floor; a null floor asks for nothing. */
    @Nullable
    Node choose(long random, @Nullable Position floor) {
        Node chosen = choose(random);
        return chosen == null || floor == null || sightings.covers(chosen, floor) ? chosen : leastBusyCovering(floor);
    }

    /** The replica of that name if it is usable. */
    @Nullable
    Node usable(String name) {
        return usableByName.get(name);
    }

    /** As {@link #usable(String)}, if it covers the floor; a null floor asks for nothing. */
    @Nullable
    Node usable(String name, @Nullable Position floor) {
        Node found = usable(name);
        return found == null || floor == null || sightings.covers(found, floor) ? found : null;
    }

    /** All replicas that are given work. */
    List<Node> usable() {
        return List.of(usable);
    }

    /** Whether a replica would be given work if it were not too late. */
    boolean hasLate() {
        return anyLate;
    }

    boolean hasRetries() {
        return !retries.isEmpty();
    }

    Map<String, Long> retries() {
        return retries;
    }

    NodeState node(String name) {
        return states().filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node '" + name + "'"));
    }

    /** The primary's state and those of the replicas, in their order. */
    Stream<NodeState> states() {
        return Stream.concat(Stream.of(state.primary()), state.replicas().stream());
    }

    private @Nullable Node leastBusyCovering(Position floor) {
        Node best = null;
        for (Node candidate : usable) {
            boolean better = best == null || candidate.inFlight() < best.inFlight();
            if (better && sightings.covers(candidate, floor)) {
                best = candidate;
            }
        }
        return best;
    }

    private static NodeState late(NodeState found, String why) {
        return new NodeState(
                found.name(), found.role(), false, found.weight(), why, found.drained(), found.lagBytes(), found.lag());
    }
}
