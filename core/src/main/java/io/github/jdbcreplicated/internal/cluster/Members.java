package io.github.jdbcreplicated.internal.cluster;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Which nodes a cluster has, and which of them an operator keeps from work. Used by any thread. */
final class Members {
    private final String cluster;
    private final Views views;
    private final Monitor monitor;
    private final FailureStance stance;
    private final LongSupplier nanoTime;
    private final BooleanSupplier watched;

    /** With whether the servers are watched, and the monitor that does. */
    Members(
            String cluster,
            Views views,
            Monitor monitor,
            FailureStance stance,
            LongSupplier nanoTime,
            BooleanSupplier watched) {
        this.cluster = cluster;
        this.views = views;
        this.monitor = monitor;
        this.stance = stance;
        this.nanoTime = nanoTime;
        this.watched = watched;
    }

    /** Gives the replica no more work. */
    void drain(String replica) {
        Node node = nodeNamed(replica);
        if (node == views.now().primary) {
            throw new IllegalArgumentException("drain(\"" + replica + "\"): it is the primary of cluster '" + cluster
                    + "'; allowed are its replicas: " + views.now().replicas);
        }
        views.note(node, facts -> facts.withDrained(true));
    }

    /** Gives the replica work again. */
    void admit(String replica) {
        views.note(nodeNamed(replica), facts -> facts.withDrained(false));
    }

    /**
     * Has one replica more. Where the servers are watched it is given work once it has shown that it is well and belongs
     * here.
     */
    void add(NodeSettings replica) {
        Node added = publishNew(replica);
        if (watched.getAsBoolean()) {
            monitor.add(added);
            monitor.poke(added);
        }
    }

    private Node publishNew(NodeSettings replica) {
        AtomicReference<Node> added = new AtomicReference<>();
        views.publish(before -> {
            Node node = newNode(replica, before);
            added.set(node);
            return views.of(withNew(node, before.facts));
        });
        return Objects.requireNonNull(added.get());
    }

    private Node newNode(NodeSettings replica, ClusterView before) {
        if (before.has(replica.name())) {
            throw new IllegalArgumentException(replica.setting() + ": the name '" + replica.name()
                    + "' is used by another node of cluster '" + cluster + "'; each needs its own");
        }
        int last = before.facts.nodes().stream()
                .mapToInt(facts -> facts.node().index())
                .max()
                .orElse(0);
        return new Node(cluster, replica, false, last + 1);
    }

    private Facts withNew(Node added, Facts before) {
        Facts more = before.withNode(added);
        Health unproven = new Health.Unreachable(nanoTime.getAsLong(), 0, 1, "was added and has not answered yet");
        return watched.getAsBoolean() ? more.with(added, facts -> facts.with(unproven)) : more;
    }

    /** Has one replica less; what it has begun it ends. */
    void remove(String replica) {
        Node removed = nodeNamed(replica);
        views.publish(before -> {
            if (removed == before.primary) {
                throw new IllegalArgumentException("removeReplica(\"" + replica + "\"): it is the primary of cluster '"
                        + cluster + "'; allowed are its replicas: " + before.replicas);
            }
            return views.of(before.facts.without(removed).elected(stance.followFailover()));
        });
        monitor.remove(removed);
    }

    /** The node of that name. */
    Node nodeNamed(String node) {
        return views.now().facts.nodes().stream()
                .map(NodeFacts::node)
                .filter(candidate -> candidate.name().equals(node))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cluster '" + cluster + "' has no node '" + node + "'; its nodes are "
                                + views.now().facts.nodes().stream()
                                        .map(NodeFacts::node)
                                        .toList()));
    }
}
