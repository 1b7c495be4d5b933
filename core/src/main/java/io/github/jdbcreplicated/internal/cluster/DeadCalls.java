package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.cluster.InFlight.Call;
import io.github.jdbcreplicated.internal.dialect.ServerProcess;
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

    /** What was met when each node was last looked at; used by the monitor's thread alone. */
    private final Map<Node, Look> before = new HashMap<>();

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
                end(facts.node().inFlight(false).now());
            }
        }
    }

    /** Ends what is due on this node; answers whether reads there have lasted for longer than a round. */
    boolean look(NodeFacts facts, long now) {
        List<Call> reads = facts.node().inFlight(false).now();
        Look look = new Look(reads, facts.hindered());
        Look last = before.put(facts.node(), look);
        List<Call> lasting = last == null ? List.of() : look.lastingSince(last);
        if (isDead(facts)) {
            end(reads);
        } else if (last != null && facts.hindered().awaited()) {
            end(lasting.stream().filter(call -> look.isHeldUp(call, last)).toList());
        }
        if (facts.health() instanceof Health.Unreachable out && now - out.since() > abortAfter) {
            end(facts.node().inFlight(true).now());
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

    /** What was in flight on a node at one time, and what kept reads there from getting on. */
    private record Look(List<Call> reads, Hindrance hindered) {
        List<Call> lastingSince(Look last) {
            return reads.stream()
                    .filter(call -> last.reads.stream().anyMatch(call::isSameAs))
                    .toList();
        }

        /** Reads of other tables get on. Where it cannot be told which wait, all must while some do, and not only for a moment. */
        boolean isHeldUp(Call call, Look last) {
            int process = hindered.waiting().isEmpty() ? ServerProcess.UNKNOWN : ServerProcess.of(call.connection());
            return process == ServerProcess.UNKNOWN
                    ? last.hindered.awaited()
                    : hindered.waiting().contains(process);
        }
    }

    private void end(List<Call> calls) {
        calls.stream().filter(call -> ending.add(call.connection())).forEach(this::endLater);
    }

    /** A machine that is short of threads is so only for a time: the next look tries again. */
    private void endLater(Call call) {
        try {
            threads.execute(() -> end(call));
        } catch (OutOfMemoryError e) {
            ending.remove(call.connection());
            LOG.log(Level.WARNING, "A call to a node that is out of reach waits on: there is no thread to end it", e);
        }
    }

    /** One that went back to its pool meanwhile refuses, or is somebody else's by now. */
    private void end(Call call) {
        try {
            if (call.isInUse()) {
                call.connection().abort(Runnable::run);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A call to a node that is out of reach could not be ended", e);
        } finally {
            ending.remove(call.connection());
        }
    }

    /** A driver may take its time even for this, for which neither the monitor nor other calls must wait. */
    static void onItsOwnThread(Runnable task) {
        Thread thread = new Thread(task, "replicated-abort");
        thread.setDaemon(true);
        thread.start();
    }
}
