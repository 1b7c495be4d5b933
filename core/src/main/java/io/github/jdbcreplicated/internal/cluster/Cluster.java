package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.NodeState.Role;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.token.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
    private final FailureStance stance;
    private final Freshness freshness;
    private final LongSupplier nanoTime;
    private final Listeners listeners;
    private final Monitor monitor;
    private final ClusterPositions positions;
    private final ReadBudget budget;
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
            FailureStance stance,
            Freshness freshness,
            LongSupplier nanoTime,
            Listeners listeners) {
        this.name = name;
        this.stance = stance;
        this.freshness = freshness;
        this.nanoTime = nanoTime;
        this.listeners = listeners;
        this.changes = new NodeChanges(listeners, stance.downtime());
        this.budget = new ReadBudget(freshness.maxWait());
        List<Node> nodes = Stream.concat(
                        Stream.of(new Node(name, primary, true, 0)),
                        IntStream.range(0, replicas.size())
                                .mapToObj(i -> new Node(name, replicas.get(i), false, i + 1)))
                .toList();
        this.view = viewOf(Facts.ofUnknown(nodes));
        this.monitor = new Monitor(this, nodes, nanoTime);
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
        return view.primary;
    }

    /** Why no node takes writes now, for people; null while one does. */
    public @Nullable String whyNoWrites() {
        return view.whyNoWrites;
    }

    /** As {@link #whyNoWrites}, after the servers were asked again: that may have ended since the last round. Not for long. */
    public @Nullable String askAgainWhoTakesWrites() {
        monitor.askSoon(nodes(), freshness.maxWait());
        return view.whyNoWrites;
    }

    /** All nodes but the primary. */
    public List<Node> replicas() {
        return view.replicas;
    }

    /** All nodes, in the order of their configuration. */
    public List<Node> nodes() {
        return view.facts.nodes().stream().map(NodeFacts::node).toList();
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
        return view.usable().isEmpty() ? stance.outageBudget() : stance.fallbackBudget();
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

    /** Whether the node is given work; one that was removed meanwhile is not. */
    public boolean isUp(Node node) {
        return view.states().anyMatch(state -> state.up() && state.name().equals(node.name()));
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
        Node node = nodeNamed(replica);
        if (node == primary()) {
            throw new IllegalArgumentException("drain(\"" + replica + "\"): it is the primary of cluster '" + name
                    + "'; allowed are its replicas: " + replicas());
        }
        note(node, facts -> facts.withDrained(true));
    }

    /** Gives the replica work again. */
    public void admit(String replica) {
        note(nodeNamed(replica), facts -> facts.withDrained(false));
    }

    /**
     * Has one replica more. Where the servers are watched it is given work once it has shown that it is well and belongs
     * here.
     */
    public void add(NodeSettings replica) {
        Node added = publishNew(replica);
        if (watched) {
            monitor.add(added);
            monitor.poke(added);
        }
    }

    private synchronized Node publishNew(NodeSettings replica) {
        if (view.has(replica.name())) {
            throw new IllegalArgumentException(replica.setting() + ": the name '" + replica.name()
                    + "' is used by another node of cluster '" + name + "'; each needs its own");
        }
        int index = 1 + nodes().stream().mapToInt(Node::index).max().orElse(0);
        Node added = new Node(name, replica, false, index);
        Facts more = view.facts.withNode(added);
        Health unproven = new Health.Unreachable(nanoTime.getAsLong(), 0, 1, "was added and has not answered yet");
        view = viewOf(watched ? more.with(added, facts -> facts.with(unproven)) : more);
        return added;
    }

    /** Has one replica less; what it has begun it ends. */
    public void remove(String replica) {
        Node removed = nodeNamed(replica);
        synchronized (this) {
            if (removed == view.primary) {
                throw new IllegalArgumentException("removeReplica(\"" + replica + "\"): it is the primary of cluster '"
                        + name + "'; allowed are its replicas: " + view.replicas);
            }
            view = viewOf(view.facts.without(removed));
        }
        monitor.remove(removed);
    }

    /** The node of that name. */
    public Node nodeNamed(String node) {
        return nodes().stream()
                .filter(candidate -> candidate.name().equals(node))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cluster '" + name + "' has no node '" + node + "'; its nodes are " + nodes()));
    }

    // ---- The choice

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

    /**
     * A replica that covers the floor, and is not the one of that name: its pool may hold more connections like the one that
     * was lost.
     */
    public @Nullable Node chooseOtherThan(String avoided, @Nullable Position floor) {
        ClusterView now = view;
        return now.usable().stream()
                .filter(node -> !node.name().equals(avoided))
                .filter(node -> floor == null || now.sightings.covers(node, floor))
                .min(Comparator.comparingInt(Node::busy))
                .orElse(null);
    }

    /** The replica that is behind least of those that are up; null when there is none. */
    public @Nullable Node freshestReplica() {
        return view.freshest();
    }

    /** Why no replica serves a read; {@code withFloor} if it asks for one that has caught up. */
    public Reason whyNoReplica(boolean withFloor) {
        ClusterView now = view;
        if (now.usable().isEmpty()) {
            return now.hasLate() ? Reason.TOO_LATE : Reason.NO_REPLICA_UP;
        }
        return withFloor ? Reason.NO_REPLICA_CAUGHT_UP : Reason.NO_REPLICA_UP;
    }

    /** A replica to be tried by the calling thread alone, the one named {@code kept} or, with null, any. */
    private @Nullable Node claimDue(ClusterView now, @Nullable String kept, @Nullable Position floor) {
        long nanos = nanoTime.getAsLong();
        for (NodeFacts facts : now.facts.nodes()) {
            Node replica = facts.node();
            boolean asked = replica != now.primary && (kept == null || kept.equals(replica.name()));
            boolean fit = asked && !facts.drained() && (floor == null || now.sightings.covers(replica, floor));
            if (fit
                    && facts.health() instanceof Health.PassedOver passed
                    && nanos - passed.retryAt() >= 0
                    && claimRetry(replica, passed, nanos)) {
                return replica;
            }
        }
        return null;
    }

    /** Moves the node's next retry away, unless another thread has done so since. */
    private synchronized boolean claimRetry(Node node, Health.PassedOver passed, long nanos) {
        boolean unchanged = view.facts.of(node).health() == passed;
        if (unchanged) {
            Health later = new Health.PassedOver(nanos + stance.downtime().toNanos(), passed.evidence());
            view = viewOf(view.facts.with(node, facts -> facts.with(later)));
        }
        return unchanged;
    }

    // ---- What was seen on the way to a node

    /** Takes a node that could not give a connection out of service, until it is tried again or has proven to be well. */
    public void passOver(Node node, Exception failure) {
        if (Failure.isOwnTrouble(failure)) {
            return;
        }
        String why = "could not give a connection: " + Failure.describe(failure);
        long now = nanoTime.getAsLong();
        note(node, facts -> facts.with(afterNothing(facts, failure, now, why)));
        monitor.poke(node);
    }

    /** Where the servers are watched, a pool that is used up says that it is busy, and no more than that. */
    private Health afterNothing(NodeFacts facts, Exception failure, long now, String why) {
        boolean replica = facts.node() != primary();
        if (watched && !replica && isOnlySilent(facts.node(), failure)) {
            return facts.health();
        }
        if (watched && replica && Failure.isAboutReach(failure)) {
            return facts.health().unreachable(now, why);
        }
        if (watched && !Failure.isOfServer(failure)) {
            return replica ? facts.health().lostConnection(now) : facts.health();
        }
        return facts.health().gaveNothing(now + stance.downtime().toNanos(), why);
    }

    /** Notes that a node gave a connection. */
    public void gaveConnection(Node node) {
        ClusterView now = view;
        if (now.hasRetries() && now.isPassedOver(node.name())) {
            long nanos = nanoTime.getAsLong();
            note(node, facts -> facts.with(facts.health().gaveConnection(nanos)));
        }
    }

    /** Notes that a connection to a node was lost, or showed another role than it was leased for: it is looked at. */
    public void lostConnection(Node node) {
        if (!watched) {
            return;
        }
        if (node != primary()) {
            long now = nanoTime.getAsLong();
            note(node, facts -> facts.with(facts.health().lostConnection(now)));
        }
        monitor.pokeAll();
    }

    // ---- What the probes found

    /** Notes what a server said about its role. */
    void observed(Node node, Role role) {
        note(node, facts -> facts.withRole(role));
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
        long now = nanoTime.getAsLong();
        long oldest = now - 2 * freshness.maxLag().toNanos();
        publish(before -> learned(before, node, seen, oldest, now));
    }

    private ClusterView learned(ClusterView before, Node node, Observation seen, long oldest, long now) {
        if (!before.has(node.name())) {
            return before;
        }
        Sightings sightings = before.sightings.with(node, seen, oldest);
        NodeFacts known = before.facts.of(node);
        if (node == before.primary && changesNothing(known, before.sightings.of(node), seen)) {
            return before.withPrimarySeen(sightings);
        }
        ProofOfHealth proof = node == before.primary ? ProofOfHealth.OF_PRIMARY : ProofOfHealth.OF_REPLICA;
        Health health = known.health().answered(seen.askedAt(), now, proof);
        return viewOf(before.facts
                .with(sightings)
                .with(node, facts -> facts.with(health).withSilent(false).withHindered(Hindrance.of(facts, seen)))
                .elected(stance.followFailover()));
    }

    /** A primary that commits is asked thousands of times a second. */
    private static boolean changesNothing(NodeFacts known, @Nullable Observation before, Observation seen) {
        return before != null
                && known.health() instanceof Health.Up
                && !known.silent()
                && before.inRecovery() == seen.inRecovery()
                && before.run().equals(seen.run());
    }

    /**
     * Notes that a server could not be asked; a pool that is used up, or a server that has no connections left, is not dead.
     * One that let a driver's time-out pass is silent, of which the monitor knows better when it has lasted for too long.
     */
    void failed(Node node, Throwable failure) {
        if (isOnlySilent(node, failure)) {
            return;
        }
        if (Failure.isOwnTrouble(failure) || !(Failure.isAboutReach(failure) || isRefusedReplica(node, failure))) {
            return;
        }
        long now = nanoTime.getAsLong();
        String why = "could not be asked: " + Failure.describe(failure);
        publish(before -> before.has(node.name())
                ? viewOf(before.facts
                        .with(node, facts -> facts.with(facts.health().unreachable(now, why)))
                        .elected(stance.followFailover()))
                : before);
    }

    /** What is asked over its pool alone is not known to be silent: its time-outs are all there is to go by. */
    private static boolean isOnlySilent(Node node, Throwable failure) {
        return node.hasProbe() && Failure.isTimeOut(failure);
    }

    /** A primary that refuses the probe's login is there: its pool may log in as somebody else, or have done so before. */
    private boolean isRefusedReplica(Node node, Throwable failure) {
        return node != primary() && Failure.isAboutLogin(failure);
    }

    /** Notes which servers have not answered for how long, and which are slow; looks again which are late. */
    void review(Silence silence, Slowness slowness) {
        long now = nanoTime.getAsLong();
        Instant at = Instant.now();
        publish(before -> viewOf(before.facts
                .withAll(facts -> slowness.judge(silence.judge(facts, facts.node() == before.primary, now)))
                .withRound(at)
                .elected(stance.followFailover())));
    }

    /** Notes that what asks the servers was started again. */
    void monitorRestarted() {
        publish(before -> viewOf(before.facts.withRestart()));
    }

    // ---- Publishing

    private void note(Node node, UnaryOperator<NodeFacts> change) {
        publish(before -> before.has(node.name()) ? viewOf(before.facts.with(node, change)) : before);
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
            monitor.endCallsToTheDead(before, after);
            changes.tell(before, after);
        }
    }

    private ClusterView viewOf(Facts facts) {
        return new ClusterView(name, facts, freshness.maxLag(), nanoTime.getAsLong());
    }
}
