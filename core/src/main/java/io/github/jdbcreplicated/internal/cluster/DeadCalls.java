package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.cluster.InFlight.Call;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Ends calls that nobody will answer, so that who made them need not wait for a socket's time-out.
 *
 * <p>Reads end as soon as their node is out of reach; what was leased for writing only after a long silence, because it may
 * still succeed. Used by the monitor's thread, except for {@link #endNew}.
 */
final class DeadCalls {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    private final long abortAfter;
    private final Executor threads;

    /** The reads that were in flight when each node was last looked at; used by the monitor's thread alone. */
    private final Map<Node, List<Call>> before = new HashMap<>();

    /** What a thread is about to end, which may take it longer than until the next look; used by any thread. */
    private final Set<Connection> ending =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    DeadCalls(Duration abortAfter) {
        this(abortAfter, DeadCalls::onItsOwnThread);
    }

    /** With the threads that end calls, which may hang. */
    DeadCalls(Duration abortAfter, Executor threads) {
        this.abortAfter = abortAfter.toNanos();
        this.threads = threads;
    }

    /** Ends the reads on nodes that went out of reach between the two views. By any thread. */
    void endNew(ClusterView was, ClusterView is) {
        if (was.facts.nodes() == is.facts.nodes()) {
            return;
        }
        for (NodeFacts facts : is.facts.nodes()) {
            if (isDead(facts) && !was.isDead(facts.node())) {
                InFlight reads = facts.node().inFlight(false);
                end(reads, reads.now());
            }
        }
    }

    /** Ends what is due on this node; answers whether reads there have lasted for longer than a round. */
    boolean look(NodeFacts facts, long now) {
        InFlight inFlight = facts.node().inFlight(false);
        List<Call> reads = inFlight.now();
        List<Call> last = before.put(facts.node(), reads);
        List<Call> lasting = last == null ? List.of() : inBoth(last, reads);
        if (isDead(facts)) {
            end(inFlight, reads);
        } else if (!facts.hindered().isEmpty()) {
            end(inFlight, lasting);
        }
        if (facts.health() instanceof Health.Unreachable out && now - out.since() > abortAfter) {
            InFlight writes = facts.node().inFlight(true);
            end(writes, writes.now());
        }
        return !lasting.isEmpty();
    }

    /** Keeps nothing of nodes that are not among these. */
    void keepOnly(Collection<Node> nodes) {
        before.keySet().retainAll(nodes);
    }

    /** Of how many nodes something is kept. */
    int kept() {
        return before.size();
    }

    static boolean isDead(NodeFacts facts) {
        return facts.health() instanceof Health.Unreachable;
    }

    private static List<Call> inBoth(List<Call> last, List<Call> now) {
        return now.stream()
                .filter(call -> last.stream().anyMatch(call::isSameAs))
                .toList();
    }

    private void end(InFlight from, List<Call> calls) {
        calls.stream().filter(call -> ending.add(call.connection())).forEach(call -> endLater(from, call));
    }

    /** A machine that is short of threads is so only for a time: the next look tries again. */
    private void endLater(InFlight from, Call call) {
        try {
            threads.execute(() -> end(from, call));
        } catch (OutOfMemoryError e) {
            ending.remove(call.connection());
            LOG.log(Level.WARNING, "A call to a node that is out of reach waits on: there is no thread to end it", e);
        }
    }

    /** One that went back to its pool meanwhile refuses, or is somebody else's by now. */
    private void end(InFlight from, Call call) {
        try {
            if (from.has(call)) {
                call.connection().abort(Runnable::run);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A call to a node that is out of reach could not be ended", e);
        } finally {
            ending.remove(call.connection());
        }
    }

    /** A driver may take its time even for this, for which neither the monitor nor other calls must wait. */
    private static void onItsOwnThread(Runnable task) {
        Thread thread = new Thread(task, "replicated-abort");
        thread.setDaemon(true);
        thread.start();
    }
}
