package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Observation;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Asks every server where it is, again and again, and has the cluster note what they answer, and who does not.
 *
 * <p>No step of its thread waits for a server. The thread is started again should it ever end.
 */
final class Monitor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    /** How often silences are looked at. */
    private static final Duration TICK = Duration.ofMillis(100);

    /** A tick that comes later than this was held up on our side: what it would say of the servers is not true. */
    private static final Duration HELD_UP = Duration.ofSeconds(1);

    /** A healthy server answers within a millisecond or two; a second is a hundred times the worst of its usual pauses. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The primary is given up later: refusing its writes helps nobody while it may only be busy. */
    private static final Duration PATIENCE_WITH_PRIMARY = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final Duration interval;
    private final LongSupplier nanoTime;
    private final DeadCalls deadCalls;
    private final DeadWaits deadWaits = new DeadWaits(DeadCalls::onItsOwnThread);

    /** Added to and taken from by who changes the cluster; read by any thread. */
    private final Map<Node, Probe> probes = new ConcurrentHashMap<>();

    /** Written under this object's lock by who starts it; read by who looks whether it lives. */
    private volatile Thread thread;

    /** Written once by {@link #start()}; read as {@link #thread}. */
    private volatile boolean started;

    /** Written once by {@link #close()}; read by the monitor's thread. */
    private volatile boolean closed;

    /** Creates a monitor that does not run yet. */
    Monitor(Cluster cluster, List<Node> nodes, LongSupplier nanoTime) {
        this.cluster = cluster;
        this.interval = cluster.freshness().pollInterval();
        this.nanoTime = nanoTime;
        this.deadCalls = new DeadCalls(cluster.stance().abortAfter());
        nodes.forEach(this::add);
        this.thread = newThread();
    }

    /** Asks this server too from now on. */
    void add(Node node) {
        Duration timeout = longer(cluster.freshness().captureTimeout(), PATIENCE);
        probes.put(
                node,
                new Probe(
                        node,
                        timeout,
                        nanoTime,
                        seen -> cluster.learn(node, seen),
                        failure -> cluster.failed(node, failure)));
    }

    /** Asks this server no more. */
    void remove(Node node) {
        Probe probe = probes.remove(node);
        if (probe != null) {
            probe.close();
        }
    }

    /** Asks these servers until {@code isEnough} says so, for as long as there is patience. */
    void askAll(List<Node> first, Duration patience, BooleanSupplier isEnough) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            do {
                for (Node node : first) {
                    ask(node).get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                }
            } while (!isEnough.getAsBoolean() && System.nanoTime() - deadline < 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "Not every server told its position at the start", e);
        }
    }

    /**
     * Asks these servers, and waits for the answers of those that answer soon. One that has owed an answer for as long
     * already is asked too, but not waited for.
     */
    void askSoon(List<Node> some, Duration patience) {
        CompletableFuture<?>[] answers = some.stream()
                .filter(node -> !isSilent(node, patience))
                .map(node -> ask(node).handle((seen, failure) -> node))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(answers).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "Not every server of cluster '" + cluster.name() + "' answered soon", e);
        }
    }

    private boolean isSilent(Node node, Duration patience) {
        Probe probe = probes.get(node);
        if (probe == null || probe.owedFor() <= patience.toNanos()) {
            return false;
        }
        probe.poke();
        return true;
    }

    /** Asks all servers, again and again. */
    void start() {
        started = true;
        thread.start();
    }

    /** Asks one server now; the answer is that of a question sent after this call. */
    CompletableFuture<Observation> ask(Node node) {
        Probe probe = probes.get(node);
        return probe == null
                ? CompletableFuture.failedFuture(new IllegalArgumentException("no node '" + node + "'"))
                : probe.ask();
    }

    /** Has one server asked soon, for the view alone. */
    void poke(Node node) {
        Probe probe = probes.get(node);
        if (probe != null && started && !closed) {
            probe.poke();
        }
    }

    /** As {@link #poke}, of all: something was met that one of them may explain. */
    void pokeAll() {
        ensureRunning();
        probes.keySet().forEach(this::poke);
    }

    /** Ends what waits on nodes that are out of reach since {@code before}. */
    void endCallsToTheDead(ClusterView before, ClusterView after) {
        deadCalls.endNew(before, after);
        deadWaits.endNew(before, after);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        probes.values().forEach(Probe::close);
    }

    private void run() {
        long last = System.nanoTime();
        long nextRound = last + jittered();
        try {
            while (!closed) {
                LockSupport.parkNanos(Math.min(TICK.toNanos(), interval.toNanos()));
                boolean interrupted = Thread.interrupted();
                long now = System.nanoTime();
                if (interrupted || now - last > HELD_UP.toNanos()) {
                    probes.values().forEach(Probe::excuse);
                }
                boolean round = now - nextRound >= 0;
                nextRound = round ? now + jittered() : nextRound;
                last = now;
                tick(round);
            }
        } finally {
            if (!closed) {
                restart();
            }
        }
    }

    /** Whatever a listener or a log throws, the servers are asked again. */
    private void tick(boolean round) {
        try {
            Silence silence = silence();
            if (round) {
                lookAtCalls();
                probes.values().forEach(Probe::poke);
            }
            if (round || silence.isRemarkable()) {
                cluster.review(silence, slowness());
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A round of questions to the servers failed; they are asked again", e);
        }
    }

    private void lookAtCalls() {
        ClusterView view = cluster.view();
        long now = nanoTime.getAsLong();
        deadCalls.keepOnly(probes.keySet());
        deadWaits.look(view);
        for (NodeFacts facts : view.facts.nodes()) {
            boolean stuck = deadCalls.look(facts, now);
            Probe probe = probes.get(facts.node());
            if (probe != null) {
                probe.askForLocks(stuck || facts.hindered().isThere());
            }
        }
    }

    /** A question that has to wait for a connection of the application's pool says nothing about the server. */
    private Silence silence() {
        Map<Node, Long> owed = new HashMap<>();
        probes.forEach((node, probe) -> owed.put(node, node.hasProbe() ? probe.owedFor() : 0));
        return new Silence(owed, PATIENCE, PATIENCE_WITH_PRIMARY);
    }

    private Slowness slowness() {
        Map<Node, Long> roundTrips = new HashMap<>();
        probes.forEach((node, probe) -> roundTrips.put(node, node.hasProbe() ? probe.roundTrip() : 0));
        return new Slowness(roundTrips);
    }

    /** Many instances that were started together do not ask together for ever. */
    private long jittered() {
        return (long) (interval.toNanos() * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
    }

    private void ensureRunning() {
        if (started && !closed && !thread.isAlive()) {
            restart();
        }
    }

    private void restart() {
        synchronized (this) {
            if (thread.isAlive() && thread != Thread.currentThread()) {
                return;
            }
            thread = newThread();
            thread.start();
        }
        LOG.log(
                Level.WARNING,
                "What asks the servers of cluster '" + cluster.name() + "' had ended; it was started again");
        cluster.monitorRestarted();
    }

    private Thread newThread() {
        Thread created = new Thread(this::run, "replicated-monitor-" + cluster.name());
        created.setDaemon(true);
        return created;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
