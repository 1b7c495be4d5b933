package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.NodeState.Role;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.internal.routing.Balancer;
import io.github.jdbcreplicated.token.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An immutable snapshot that decisions read once: what was noted of the nodes, and what follows from it for the choice. */
final class ClusterView {
    /** Weights are multiplied by this, so that a small share of them is left of the smallest. */
    private static final int PER_WEIGHT = 20;

    final Facts facts;
    final Sightings sightings;
    final ClusterState state;
    final Node primary;

    /** All nodes but the primary. */
    final List<Node> replicas;

    /** Why no node takes writes; null while one does. */
    final @Nullable String whyNoWrites;

    /** The replicas that are given work, by their index, for units that keep theirs. */
    private final @Nullable Node[] usableByIndex;

    private final Node[] usable;
    private final @Nullable Balancer balancer;
    private final List<Node> late;
    private final boolean retries;

    ClusterView(String cluster, Facts facts, Duration maxLag, long now) {
        this.facts = facts;
        this.sightings = facts.sightings();
        NodeFacts first = facts.primary();
        this.primary = first.node();
        this.whyNoWrites = whyNoWrites(facts, first);
        Standing standing = new Standing(facts, maxLag);
        List<NodeState> states = new ArrayList<>();
        List<Node> others = new ArrayList<>();
        List<Node> given = new ArrayList<>();
        List<Node> onlyLate = new ArrayList<>();
        List<Integer> weights = new ArrayList<>();
        boolean anyRetry = first.health() instanceof Health.PassedOver;
        for (NodeFacts node : facts.nodes()) {
            if (facts.isPrimary(node)) {
                continue;
            }
            String why = standing.whyOut(node);
            others.add(node.node());
            states.add(state(node, why, now));
            anyRetry |= node.health() instanceof Health.PassedOver;
            if (why.isEmpty() && node.health().isUsable()) {
                given.add(node.node());
                weights.add(weight(node, now));
            } else if (standing.whyUnfit(node).isEmpty() && node.health().isUsable()) {
                onlyLate.add(node.node());
            }
        }
        this.replicas = List.copyOf(others);
        this.usable = given.toArray(Node[]::new);
        this.usableByIndex = byIndex(usable);
        this.balancer = usable.length == 0
                ? null
                : new Balancer(weights.stream().mapToInt(weight -> weight).toArray());
        this.late = List.copyOf(onlyLate);
        this.retries = anyRetry;
        String out = whyNoWrites == null ? first.health().evidence() : whyNoWrites;
        this.state = new ClusterState(
                cluster, state(first, out, now), states, out.isEmpty(), facts.lastRound(), facts.monitorRestarts());
    }

    /** As another, with more sightings from which nothing follows for the choice. */
    private ClusterView(ClusterView other, Sightings sightings) {
        this.facts = other.facts.with(sightings);
        this.sightings = sightings;
        this.state = other.state;
        this.primary = other.primary;
        this.replicas = other.replicas;
        this.whyNoWrites = other.whyNoWrites;
        this.usableByIndex = other.usableByIndex;
        this.usable = other.usable;
        this.balancer = other.balancer;
        this.late = other.late;
        this.retries = other.retries;
    }

    /** With a server seen again, farther on in the same run, which changes nothing else. */
    ClusterView withSeen(Sightings sightings) {
        return new ClusterView(this, sightings);
    }

    /** A primary that no probe has ever seen is not given up on a probe's word: its pool may have another way to it. */
    private static @Nullable String whyNoWrites(Facts facts, NodeFacts primary) {
        if (!facts.election().takesWrites()) {
            return facts.election().evidence();
        }
        boolean wasSeen = facts.sightings().of(primary.node()) != null;
        return wasSeen && primary.health() instanceof Health.Unreachable out ? out.evidence() : null;
    }

    private int weight(NodeFacts node, long now) {
        return (int) Math.max(1, PER_WEIGHT * node.node().weight() * ProofOfHealth.share(node.health(), now));
    }

    private NodeState state(NodeFacts facts, String why, long now) {
        Node node = facts.node();
        boolean measured = node != primary && sightings.hasSeenPrimary();
        long fresh = measured ? sightings.freshAsOf(node, Long.MIN_VALUE) : Long.MIN_VALUE;
        return new NodeState(
                node.name(),
                role(facts),
                why.isEmpty(),
                node.weight(),
                why,
                facts.drained(),
                sightings.lagBytes(node),
                fresh == Long.MIN_VALUE ? null : Duration.ofMillis(Math.max(0, now - fresh) / 1_000_000));
    }

    private Role role(NodeFacts facts) {
        Observation seen = sightings.of(facts.node());
        if (seen == null) {
            return facts.role();
        }
        return seen.inRecovery() ? Role.REPLICA : Role.PRIMARY;
    }

    /** The least busy of two random usable replicas; null when none is usable. */
    @Nullable
    Node choose(long random) {
        return balancer == null ? null : usable[balancer.choose(random, i -> usable[i].busy())];
    }

    /** As {@link #choose(long)}, of those that cover the floor; a null floor asks for nothing. */
    @Nullable
    Node choose(long random, @Nullable Position floor) {
        Node chosen = choose(random);
        return chosen == null || floor == null || sightings.covers(chosen, floor) ? chosen : leastBusyCovering(floor);
    }

    private static @Nullable Node[] byIndex(Node[] usable) {
        int last = -1;
        for (Node node : usable) {
            last = Math.max(last, node.index());
        }
        @Nullable Node[] all = new Node[last + 1];
        for (Node node : usable) {
            all[node.index()] = node;
        }
        return all;
    }

    /** Whether the replica is given work. One that was added since may have the index of one that was removed. */
    boolean isUsable(Node replica) {
        int index = replica.index();
        return index < usableByIndex.length && usableByIndex[index] == replica;
    }

    /** Whether the replica is given work and covers the floor; a null floor asks for nothing. */
    boolean isUsable(Node replica, @Nullable Position floor) {
        return isUsable(replica) && (floor == null || sightings.covers(replica, floor));
    }

    /** All replicas that are given work. */
    List<Node> usable() {
        return List.of(usable);
    }

    /** Of those that are given work, or would be if they were not late, the one that is behind least; null for none. */
    @Nullable
    Node freshest() {
        return Stream.concat(Stream.of(usable), late.stream())
                .min(Comparator.comparingLong(this::mostLag))
                .orElse(null);
    }

    /** As a difference, because the clock's readings may be negative and may wrap. */
    private long mostLag(Node replica) {
        if (!sightings.hasSeenPrimary()) {
            return 0;
        }
        long reference = sightings.primarySeenAt();
        return reference - sightings.freshAsOf(replica, reference - Long.MAX_VALUE);
    }

    /** Whether a replica would be given work if it were not too late. */
    boolean hasLate() {
        return !late.isEmpty();
    }

    /** Whether some node waits for a caller to try it again. */
    boolean hasRetries() {
        return retries;
    }

    NodeState node(String name) {
        return states().filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node '" + name + "'"));
    }

    /** Whether the node was out of reach. */
    boolean isDead(Node node) {
        return facts.nodes().stream().anyMatch(known -> known.node() == node && DeadCalls.isDead(known));
    }

    boolean has(String name) {
        for (NodeFacts known : facts.nodes()) {
            if (known.node().name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the node is out until a caller tries it again. */
    boolean isPassedOver(String name) {
        return facts.nodes().stream()
                .anyMatch(node -> node.node().name().equals(name) && node.health() instanceof Health.PassedOver);
    }

    /** The primary's state and those of the replicas, in their order. */
    Stream<NodeState> states() {
        return Stream.concat(Stream.of(state.primary()), state.replicas().stream());
    }

    private @Nullable Node leastBusyCovering(Position floor) {
        Node best = null;
        for (Node candidate : usable) {
            boolean better = best == null || candidate.busy() < best.busy();
            if (better && sightings.covers(candidate, floor)) {
                best = candidate;
            }
        }
        return best;
    }
}
