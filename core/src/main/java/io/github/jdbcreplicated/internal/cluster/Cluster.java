package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.NodeState.Role;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.token.Position;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The nodes of one cluster and the current view of them. */
public final class Cluster implements AutoCloseable {
    private final String name;
    private final FailureStance stance;
    private final Freshness freshness;
    private final LongSupplier nanoTime;
    private final Listeners listeners;
    private final Monitor monitor;
    private final ClusterPositions positions;
    private final ReadBudget budget;
    private final ConnectionFacts connections = new ConnectionFacts();

    /** Whether the servers answer where they are; written by whoever first learns it, read at every decision. */
    private volatile boolean positionsReadable;

    /** Whether the servers are asked where they are; written once, as the cluster starts; read with each token. */
    private volatile boolean watched;

    private final Views views;
    private final Members members;
    private final Trials trials;
    private final RequestEvidence requests;
    private final ProbeEvidence probes;

    /** Creates the cluster with every node up and every role unknown. */
    public Cluster(
            String name,
            NodeSettings primary,
            List<NodeSettings> replicas,
            FailureStance stance,
            Freshness freshness,
            LongSupplier nanoTime,
            Listeners listeners) {
        this.name = name;
        this.stance = stance;
        this.freshness = freshness;
        this.nanoTime = nanoTime;
        this.listeners = listeners;
        this.budget = new ReadBudget(freshness.maxWait());
        List<Node> nodes = Stream.concat(
                        Stream.of(new Node(name, primary, true, 0)),
                        IntStream.range(0, replicas.size())
                                .mapToObj(i -> new Node(name, replicas.get(i), false, i + 1)))
                .toList();
        this.monitor = new Monitor(this, nodes, nanoTime);
        this.views = new Views(
                this::viewOf,
                Facts.ofUnknown(nodes),
                monitor::endCallsToTheDead,
                new NodeChanges(listeners, stance.downtime())::tell);
        this.members = new Members(name, views, monitor, stance, nanoTime, this::isWatched);
        this.trials = new Trials(views, stance, nanoTime);
        this.requests = new RequestEvidence(views, monitor, stance, nanoTime, this::isWatched);
        this.probes = new ProbeEvidence(views, stance, freshness.maxLag(), nanoTime);
        this.positions = new ClusterPositions(this, monitor);
    }

    public String name() {
        return name;
    }

    public Freshness freshness() {
        return freshness;
    }

    FailureStance stance() {
        return stance;
    }

    /** The node that takes writes; while none does, the one that did last. */
    public Node primary() {
        return view().primary;
    }

    /** Why no node takes writes now, for people; null while one does. */
    public @Nullable String whyNoWrites() {
        return view().whyNoWrites;
    }

    /** As {@link #whyNoWrites}, after the servers were asked again: that may have ended since the last round. Not for long. */
    public @Nullable String askAgainWhoTakesWrites() {
        monitor.askSoon(nodes(), freshness.maxWait());
        return view().whyNoWrites;
    }

    /** All nodes but the primary. */
    public List<Node> replicas() {
        return view().replicas;
    }

    /** All nodes, in the order of their configuration. */
    public List<Node> nodes() {
        return view().facts.nodes().stream().map(NodeFacts::node).toList();
    }

    /** Where the servers are, and how to wait for them to get somewhere. */
    public ClusterPositions positions() {
        return positions;
    }

    /** How many reads the primary serves that replicas should have. */
    public ReadBudget budget() {
        return budget;
    }

    /** How many it may serve now: more while no replica serves any. */
    public int budgetNow() {
        return view().usable().isEmpty() ? stance.outageBudget() : stance.fallbackBudget();
    }

    /**
     * Begins to watch the servers; those that answered at the start are asked first, until none of them looks late only
     * because nothing is known of it yet. Nobody is told of that.
     */
    void watch(List<Node> answering, Duration patience) {
        watched = true;
        views.changeQuietly(() -> monitor.askAll(answering, patience, () -> !view().hasLate()));
        monitor.start();
    }

    /** Ends what runs in the background. */
    @Override
    public void close() {
        monitor.close();
    }

    public Listeners listeners() {
        return listeners;
    }

    public ClusterState state() {
        return view().state;
    }

    /** What is the same on every connection. */
    public ConnectionFacts connections() {
        return connections;
    }

    /** Whether the node is given work; one that was removed meanwhile is not. */
    public boolean isUp(Node node) {
        return view().states().anyMatch(state -> state.up() && state.name().equals(node.name()));
    }

    /** The replicas and what keeps each from serving, for messages. */
    public String describeReplicas() {
        List<NodeState> states = state().replicas();
        return states.isEmpty()
                ? "none is configured"
                : states.stream()
                        .map(state -> "'" + state.name() + "' "
                                + (state.up() ? "is up but not this unit's replica" : state.evidence()))
                        .collect(Collectors.joining(", "));
    }

    /** Gives the replica no more work. */
    public void drain(String replica) {
        members.drain(replica);
    }

    /** Gives the replica work again. */
    public void admit(String replica) {
        members.admit(replica);
    }

    /**
     * Has one replica more. Where the servers are watched it is given work once it has shown that it is well and belongs
     * here.
     */
    public void add(NodeSettings replica) {
        members.add(replica);
    }

    /** Has one replica less; what it has begun it ends. */
    public void remove(String replica) {
        members.remove(replica);
    }

    /** The node of that name. */
    public Node nodeNamed(String node) {
        return members.nodeNamed(node);
    }

    // ---- The choice

    /**
     * The replica {@code kept} if it is usable; with null, the least busy of two; null when there is none. Only
     * one that is known to cover the floor; a null floor asks for nothing. A replica whose time to be tried again has come
     * is answered to one caller: the others see it out until that caller's lease has shown whether it works.
     */
    public @Nullable Node chooseReplica(@Nullable Node kept, @Nullable Position floor) {
        ClusterView now = view();
        if (now.hasRetries()) {
            Node due = trials.claimDue(now, kept, floor);
            if (due != null) {
                return due;
            }
        }
        if (kept == null) {
            return now.choose(ThreadLocalRandom.current().nextLong(), floor);
        }
        return now.isUsable(kept, floor) ? kept : null;
    }

    /**
     * A replica that covers the floor, and is not {@code avoided}: its pool may hold more connections like the one that
     * was lost.
     */
    public @Nullable Node chooseOtherThan(Node avoided, @Nullable Position floor) {
        ClusterView now = view();
        return now.usable().stream()
                .filter(node -> node != avoided)
                .filter(node -> floor == null || now.sightings.covers(node, floor))
                .min(Comparator.comparingInt(Node::busy))
                .orElse(null);
    }

    /** The replica that is behind least of those that are up; null when there is none. */
    public @Nullable Node freshestReplica() {
        return view().freshest();
    }

    /** Why no replica serves a read; {@code withFloor} if it asks for one that has caught up. */
    public Reason whyNoReplica(boolean withFloor) {
        ClusterView now = view();
        if (now.usable().isEmpty()) {
            return now.hasLate() ? Reason.TOO_LATE : Reason.NO_REPLICA_UP;
        }
        return withFloor ? Reason.NO_REPLICA_CAUGHT_UP : Reason.NO_REPLICA_UP;
    }

    // ---- What was seen of the nodes

    /** Takes a node that could not give a connection out of service, until it is tried again or has proven to be well. */
    public void passOver(Node node, Exception failure) {
        requests.passOver(node, failure);
    }

    /** Notes that a node gave a connection. */
    public void gaveConnection(Node node) {
        requests.gaveConnection(node);
    }

    /** Notes that a connection to a node was lost, or showed another role than it was leased for: it is looked at. */
    public void lostConnection(Node node) {
        requests.lostConnection(node);
    }

    /** Notes what a server said about its role. */
    void observed(Node node, Role role) {
        probes.observed(node, role);
    }

    /** Notes where a server was seen. */
    void learn(Node node, Observation seen) {
        positionsReadable = true;
        probes.learn(node, seen);
    }

    /** Notes that a server could not be asked. */
    void failed(Node node, Throwable failure) {
        probes.failed(node, failure);
    }

    /** Notes which servers have not answered for how long, and which are slow; looks again which are late. */
    void review(Silence silence, Slowness slowness) {
        probes.review(silence, slowness);
    }

    /** Notes that what asks the servers was started again. */
    void monitorRestarted() {
        probes.monitorRestarted();
    }

    boolean arePositionsReadable() {
        return positionsReadable;
    }

    /** Whether the servers may tell where they are although none has yet. */
    boolean isWatched() {
        return watched;
    }

    ClusterView view() {
        return views.now();
    }

    private ClusterView viewOf(Facts facts) {
        return new ClusterView(name, facts, freshness.maxLag(), nanoTime.getAsLong());
    }
}
