package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Observation;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Asks every server where it is, again and again. */
final class Monitor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    private final Map<Node, Probe> probes = new LinkedHashMap<>();
    private final Duration interval;
    private final Runnable afterEachRound;
    private final Thread thread;

    /** Written once by {@link #close()}; read by the monitor's thread. */
    private volatile boolean closed;

    /** Creates a monitor that does not run yet; {@code observer} learns each answer before those who asked for it. */
    Monitor(
            String cluster,
            List<Node> nodes,
            Freshness freshness,
            LongSupplier nanoTime,
            BiConsumer<Node, Observation> observer,
            Runnable afterEachRound) {
        this.interval = freshness.pollInterval();
        this.afterEachRound = afterEachRound;
        Duration timeout = longer(freshness.captureTimeout(), Duration.ofSeconds(1));
        for (Node node : nodes) {
            probes.put(node, new Probe(node, timeout, nanoTime, seen -> observer.accept(node, seen)));
        }
        this.thread = new Thread(this::run, "replicated-monitor-" + cluster);
        thread.setDaemon(true);
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

    /** Asks all servers, again and again. */
    void start() {
        thread.start();
    }

    /** Asks one server now; the answer is that of a question sent after this call. */
    CompletableFuture<Observation> ask(Node node) {
        Probe probe = probes.get(node);
        return probe == null
                ? CompletableFuture.failedFuture(new IllegalArgumentException("no node '" + node + "'"))
                : probe.ask();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        probes.values().forEach(Probe::close);
    }

    /** No step of this waits for a server. */
    private void run() {
        while (!closed) {
            LockSupport.parkNanos(interval.toNanos());
            if (!closed) {
                askAll();
            }
        }
    }

    /** Whatever a listener or a log throws, the servers are asked again. */
    private void askAll() {
        try {
            probes.values().forEach(Probe::poke);
            afterEachRound.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A round of questions to the servers failed; they are asked again", e);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
