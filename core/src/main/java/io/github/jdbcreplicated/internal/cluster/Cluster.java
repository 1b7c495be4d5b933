package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.NodeState.Role;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.token.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The nodes of one cluster and the current view of them. */
public final class Cluster implements AutoCloseable {
    private final String name;
    private final Node primary;
    private final List<Node> replicas;
    private final Duration downtime;
    private final Freshness freshness;
    private final LongSupplier nanoTime;
    private final Listeners listeners;
    private final Monitor monitor;
    private final ClusterPositions positions;
    private final NodeChanges changes;
    private final ConnectionFacts connections = new ConnectionFacts();

    /** Whether the servers answer where they are; written by whoever first learns it, read at every decision. */
    private volatile boolean positionsReadable;

    /** Whether the servers are asked where they are; written once, as the cluster starts; read with each token. */
    private volatile boolean watched;

    /** Whether the servers are being asked for the first time; written by who builds, read by the probes' threads. */
    private volatile boolean beginning;

    /** Written under this object's lock by whichever thread saw a node change; read at every decision. */
    private volatile ClusterView view;

    /** Creates the cluster with every node up and every role unknown. */
    public Cluster(
            String name,
            NodeSettings primary,
            List<NodeSettings> replicas,
            Duration downtime,
            Freshness freshness,
            LongSupplier nanoTime,
            Listeners listeners) {
        this.name = name;
        this.primary = new Node(name, primary, true, 0);
        this.replicas = IntStream.range(0, replicas.size())
                .mapToObj(i -> new Node(name, replicas.get(i), false, i + 1))
                .toList();
        this.downtime = downtime;
        this.freshness = freshness;
        this.nanoTime = nanoTime;
        this.listeners = listeners;
        this.changes = new NodeChanges(name, listeners, downtime, freshness.maxLag());
        this.view = initialView();
        this.monitor = new Monitor(name, nodes(), freshness, nanoTime, this::learn, this::review);
        this.positions = new ClusterPositions(this, monitor);
    }

    public String name() {
        return name;
    }

    public Freshness freshness() {
        return freshness;
    }

    public Node primary() {
        return primary;
    }

    public List<Node> replicas() {
        return replicas;
    }

    /** The primary and the replicas, in their order. */
    List<Node> nodes() {
        return Stream.concat(Stream.of(primary), replicas.stream()).toList();
    }

    /** Where the servers are, and how to wait for them to get somewhere. */
    public ClusterPositions positions() {
        return positions;
    }

    /**
     * Begins to watch the servers; those that answered at the start are asked first, until none of them looks late only
     * because nothing is known of it yet. Nobody is told of that.
     */
    void watch(List<Node> answering, Duration patience) {
        watched = true;
        ClusterView before = view;
        beginning = true;
        monitor.askAll(answering, patience, () -> !view.hasLate());
        beginning = false;
        changes.tell(before, view);
        monitor.start();
    }

    /** Ends what runs in the background. */
    @Override
    public void close() {
        monitor.close();
    }

    /** Gives the replica no more work. */
    public void drain(String replica) {
        setDrained(replica, true);
    }

    /** Gives the replica work again. */
    public void admit(String replica) {
        setDrained(replica, false);
    }

    private void setDrained(String replica, boolean drained) {
        throw new UnsupportedOperationException(replica + drained);
    }

    public Listeners listeners() {
        return listeners;
    }

    public ClusterState state() {
        return view.state;
    }

    /** What is the same on every connection. */
    public ConnectionFacts connections() {
        return connections;
    }

    public boolean isUp(Node node) {
        return view.node(node.name()).up();
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

    /**
     * The replica that {@code kept} names if it is usable; with null, the least busy of two; null when there is none. Only
     * one that is known to cover the floor; a null floor asks for nothing. A replica whose time to be tried again has come
     * is answered to one caller: the others see it out until that caller's lease has shown whether it works.
     */
    public @Nullable Node chooseReplica(@Nullable String kept, @Nullable Position floor) {
        ClusterView now = view;
        if (now.hasRetries()) {
            Node due = claimDue(now, kept, floor);
            if (due != null) {
                return due;
            }
        }
        return kept == null ? now.choose(ThreadLocalRandom.current().nextLong(), floor) : now.usable(kept, floor);
    }

    /** Why no replica serves a read; {@code withFloor} if it asks for one that has caught up. */
    public Reason whyNoReplica(boolean withFloor) {
        ClusterView now = view;
        if (now.usable().isEmpty()) {
            return now.hasLate() ? Reason.TOO_LATE : Reason.NO_REPLICA_UP;
        }
        return withFloor ? Reason.NO_REPLICA_CAUGHT_UP : Reason.NO_REPLICA_UP;
    }

    /** Takes a node that could not give a connection out of service until it is tried again. */
    public void passOver(Node node, Exception failure) {
        String evidence = "could not give a connection: " + Failure.describe(failure);
        long retryAt = nanoTime.getAsLong() + downtime.toNanos();
        update(node, state -> state.up() ? out(state, evidence) : state, retryAt);
    }

    /** Notes that a node gave a connection. */
    public void gaveConnection(Node node) {
        if (view.hasRetries() && view.retries().containsKey(node.name())) {
            update(node, Cluster::up, null);
        }
    }

    /** Notes what a server said about its role. */
    void observed(Node node, Role role) {
        update(node, state -> as(state, role), view.retries().get(node.name()));
    }

    boolean arePositionsReadable() {
        return positionsReadable;
    }

    /** Whether the servers may tell where they are although none has yet. */
    boolean isWatched() {
        return watched;
    }

    ClusterView view() {
        return view;
    }

    /** Notes where a server was seen. */
    void learn(Node node, Observation seen) {
        positionsReadable = true;
        long oldest = nanoTime.getAsLong() - 2 * freshness.maxLag().toNanos();
        publish(now -> view(
                changed(now.noted, node, state -> as(state, seen.inRecovery() ? Role.REPLICA : Role.PRIMARY)),
                now.retries(),
                now.sightings.with(node, seen, oldest)));
    }

    /** Looks again which replicas are too late: time has passed. */
    private void review() {
        publish(now -> view(now.noted, now.retries(), now.sightings));
    }

    /** While the primary was never seen, nothing is known of anybody's lag. */
    private boolean isLate(Sightings sightings, Node replica) {
        long now = nanoTime.getAsLong();
        long most = freshness.maxLag().toNanos();
        return sightings.hasSeenPrimary() && now - sightings.freshAsOf(replica, now - most - 1) > most;
    }

    /** A replica to be tried by the calling thread alone, the one named {@code kept} or, with null, any. */
    private @Nullable Node claimDue(ClusterView now, @Nullable String kept, @Nullable Position floor) {
        long nanos = nanoTime.getAsLong();
        for (Node replica : replicas) {
            boolean asked = kept == null || kept.equals(replica.name());
            boolean fit = asked && (floor == null || now.sightings.covers(replica, floor));
            Long retryAt = now.retries().get(replica.name());
            if (fit && retryAt != null && nanos - retryAt >= 0 && claimRetry(now, replica, nanos)) {
                return replica;
            }
        }
        return null;
    }

    /** Moves the node's next retry away, unless another thread has done so since. */
    private synchronized boolean claimRetry(ClusterView seen, Node node, long nanos) {
        boolean unchanged = view == seen;
        if (unchanged) {
            view = with(seen, node, UnaryOperator.identity(), nanos + downtime.toNanos());
        }
        return unchanged;
    }

    private void update(Node node, UnaryOperator<NodeState> change, @Nullable Long retryAt) {
        publish(now -> with(now, node, change, retryAt));
    }

    private void publish(UnaryOperator<ClusterView> change) {
        ClusterView before;
        ClusterView after;
        synchronized (this) {
            before = view;
            after = change.apply(before);
            view = after;
        }
        if (!beginning) {
            changes.tell(before, after);
        }
    }

    private ClusterView with(ClusterView now, Node node, UnaryOperator<NodeState> change, @Nullable Long retryAt) {
        Map<String, Long> retries = new HashMap<>(now.retries());
        if (retryAt == null) {
            retries.remove(node.name());
        } else {
            retries.put(node.name(), retryAt);
        }
        return view(changed(now.noted, node, change), retries, now.sightings);
    }

    private static ClusterState changed(ClusterState noted, Node node, UnaryOperator<NodeState> change) {
        UnaryOperator<NodeState> changeIt = state -> state.name().equals(node.name()) ? change.apply(state) : state;
        return new ClusterState(
                noted.cluster(),
                changeIt.apply(noted.primary()),
                noted.replicas().stream().map(changeIt).toList(),
                noted.acceptsWrites(),
                noted.lastRound(),
                noted.monitorRestarts());
    }

    private ClusterView view(ClusterState noted, Map<String, Long> retries, Sightings sightings) {
        return new ClusterView(
                noted, replicas, retries, sightings, replica -> isLate(sightings, replica), changes.whyLate());
    }

    private ClusterView initialView() {
        ClusterState state = new ClusterState(
                name,
                initialState(primary),
                replicas.stream().map(Cluster::initialState).toList(),
                true,
                null,
                0);
        return view(state, Map.of(), Sightings.ofNone(1 + replicas.size()));
    }

    private static NodeState initialState(Node node) {
        return new NodeState(node.name(), NodeState.Role.UNKNOWN, true, node.weight(), "", false, null, null);
    }

    private static NodeState up(NodeState state) {
        return new NodeState(
                state.name(), state.role(), true, state.weight(), "", state.drained(), state.lagBytes(), state.lag());
    }

    private static NodeState out(NodeState state, String evidence) {
        return new NodeState(
                state.name(),
                state.role(),
                false,
                state.weight(),
                evidence,
                state.drained(),
                state.lagBytes(),
                state.lag());
    }

    private static NodeState as(NodeState state, Role role) {
        return new NodeState(
                state.name(),
                role,
                state.up(),
                state.weight(),
                state.evidence(),
                state.drained(),
                state.lagBytes(),
                state.lag());
    }
}
