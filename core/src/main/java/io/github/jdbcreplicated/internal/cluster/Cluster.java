package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.unit.Positions;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The nodes of one cluster and the current view of them. */
public final class Cluster implements Positions {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    private final String name;
    private final Node primary;
    private final List<Node> replicas;
    private final Duration downtime;
    private final Freshness freshness;
    private final LongSupplier nanoTime;
    private final Listeners listeners;

    /** Written under this object's lock by whichever thread saw a node change; read at every decision. */
    private volatile ClusterView view;

    /** What metadata says of every connection alike, by the name of the question; added to by any thread. */
    private final Map<String, Object> constants = new ConcurrentHashMap<>();

    /** Written when the first connection of a pool was seen (twice the same, in a race); read by every handle. */
    private volatile @Nullable ConnectionDefaults defaults;

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
        this.primary = new Node(name, primary, true);
        this.replicas =
                replicas.stream().map(replica -> new Node(name, replica, false)).toList();
        this.downtime = downtime;
        this.freshness = freshness;
        this.nanoTime = nanoTime;
        this.listeners = listeners;
        this.view = initialView();
    }

    public String name() {
        return name;
    }

    @Override
    public String cluster() {
        return name;
    }

    @Override
    public String system() {
        return "";
    }

    @Override
    public @Nullable Position floorOf(ConsistencyToken token) {
        return token.position(name, system());
    }

    @Override
    public Position lastSeen() {
        return Position.UNKNOWN;
    }

    @Override
    public @Nullable Incarnation primaryRun() {
        return null;
    }

    @Override
    public Position capture(@Nullable Incarnation since) {
        return Position.UNKNOWN;
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

    public Listeners listeners() {
        return listeners;
    }

    public ClusterState state() {
        return view.state;
    }

    /** How connections come from the pools; null until one was seen. */
    public @Nullable ConnectionDefaults defaults() {
        return defaults;
    }

    /** The isolation that connections come with; READ COMMITTED until one was seen. */
    public int isolationByDefault() {
        ConnectionDefaults known = defaults;
        return known == null ? Connection.TRANSACTION_READ_COMMITTED : known.isolation();
    }

    /** Learns how connections come from the pools, of one that is as it came. */
    public ConnectionDefaults learnFrom(Connection fresh) throws SQLException {
        ConnectionDefaults seen = ConnectionDefaults.of(fresh);
        learn(seen);
        return seen;
    }

    void learn(ConnectionDefaults seen) {
        defaults = seen;
    }

    public Map<String, Object> constants() {
        return constants;
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
     * The replica that {@code kept} names if it is usable; with null, the least busy of two; null when there is none. A
     * replica whose time to be tried again has come is answered to one caller: the others see it out until that caller's
     * lease has shown whether it works.
     */
    public @Nullable Node chooseReplica(@Nullable String kept) {
        ClusterView now = view;
        if (now.hasRetries()) {
            Node due = claimDue(now, kept);
            if (due != null) {
                return due;
            }
        }
        return kept == null ? now.choose(ThreadLocalRandom.current().nextLong()) : now.usable(kept);
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

    /** Notes what a server said about its role, or that it is out for a reason that waiting does not mend by itself. */
    void observed(Node node, NodeState.Role role) {
        update(
                node,
                state -> new NodeState(state.name(), role, state.up(), state.weight(), state.evidence()),
                view.retries().get(node.name()));
    }

    /** A replica to be tried by the calling thread alone, the one named {@code kept} or, with null, any. */
    private @Nullable Node claimDue(ClusterView now, @Nullable String kept) {
        long nanos = nanoTime.getAsLong();
        for (Node replica : replicas) {
            boolean asked = kept == null || kept.equals(replica.name());
            Long retryAt = now.retries().get(replica.name());
            if (asked && retryAt != null && nanos - retryAt >= 0 && claimRetry(now, replica, nanos)) {
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
        NodeState was;
        NodeState is;
        synchronized (this) {
            was = view.node(node.name());
            is = change.apply(was);
            view = with(view, node, change, retryAt);
        }
        if (!was.equals(is)) {
            report(was, is);
        }
    }

    private void report(NodeState was, NodeState is) {
        if (was.up() && !is.up()) {
            String consequence = is.name().equals(primary.name())
                    ? "; what needs the primary fails until it does"
                    : "; reads pass it over for " + downtime.toMillis() + " ms (replicated.downtime)";
            LOG.log(
                    Level.WARNING,
                    () -> "Node '" + is.name() + "' of cluster '" + name + "' " + is.evidence() + consequence);
        } else if (is.up() && !was.up()) {
            LOG.log(Level.INFO, () -> "Node '" + is.name() + "' of cluster '" + name + "' gives connections again");
        }
        listeners.nodeChanged(name, was, is);
    }

    private ClusterView with(ClusterView now, Node node, UnaryOperator<NodeState> change, @Nullable Long retryAt) {
        Map<String, Long> retries = new HashMap<>(now.retries());
        if (retryAt == null) {
            retries.remove(node.name());
        } else {
            retries.put(node.name(), retryAt);
        }
        UnaryOperator<NodeState> changeIt = state -> state.name().equals(node.name()) ? change.apply(state) : state;
        ClusterState changed = new ClusterState(
                name,
                changeIt.apply(now.state.primary()),
                now.state.replicas().stream().map(changeIt).toList());
        return new ClusterView(changed, replicas, retries);
    }

    private ClusterView initialView() {
        ClusterState state = new ClusterState(
                name,
                initialState(primary),
                replicas.stream().map(Cluster::initialState).toList());
        return new ClusterView(state, replicas, Map.of());
    }

    private static NodeState initialState(Node node) {
        return new NodeState(node.name(), NodeState.Role.UNKNOWN, true, node.weight(), "");
    }

    private static NodeState up(NodeState state) {
        return new NodeState(state.name(), state.role(), true, state.weight(), "");
    }

    private static NodeState out(NodeState state, String evidence) {
        return new NodeState(state.name(), state.role(), false, state.weight(), evidence);
    }
}
