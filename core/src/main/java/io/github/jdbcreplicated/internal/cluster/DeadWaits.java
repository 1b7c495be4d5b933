package io.github.jdbcreplicated.internal.cluster;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes who waits in the pool of a node that is dead: it would wait for as long as that pool's time-out, and for nothing.
 *
 * <p>In both roles at once, in contrast to {@link DeadCalls}: who waits has done nothing yet. Used by any thread.
 */
final class DeadWaits {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    /** Thousands of times what a store needs to be seen by other CPUs; nothing beside what a failover takes. */
    static final Duration NOTICE = Duration.ofMillis(10);

    private final Executor threads;

    /** With the threads that wake others, for which nobody must wait. */
    DeadWaits(Executor threads) {
        this.threads = threads;
    }

    /** Ends the waits for nodes that went out of reach between the two views. */
    void endNew(ClusterView was, ClusterView is) {
        if (was.facts.nodes() == is.facts.nodes()) {
            return;
        }
        for (NodeFacts facts : is.facts.nodes()) {
            if (DeadCalls.isDead(facts) && !was.isDead(facts.node())) {
                endOn(facts.node(), is);
            }
        }
    }

    /** Ends the waits for all nodes that are out of reach; keeps nothing of threads that have ended. */
    void look(ClusterView now) {
        for (NodeFacts facts : now.facts.nodes()) {
            facts.node().inFlight(false).forgetEnded();
            facts.node().inFlight(true).forgetEnded();
            if (DeadCalls.isDead(facts)) {
                endOn(facts.node(), now);
            }
        }
    }

    /** Who waits for a primary that writes are still sent to waits for the same as they do. */
    private void endOn(Node node, ClusterView now) {
        List<WakeUp> due = new ArrayList<>(node.inFlight(false).waits());
        if (node != now.primary || now.whyNoWrites != null) {
            due.addAll(node.inFlight(true).waits());
        }
        if (due.isEmpty()) {
            return;
        }
        try {
            threads.execute(() -> wake(due));
        } catch (OutOfMemoryError e) {
            LOG.log(
                    Level.WARNING,
                    "Who waits in the pool of dead node '" + node + "' waits on: no thread to wake it",
                    e);
        }
    }

    private static void wake(List<WakeUp> due) {
        List<WakeUp> announced = due.stream().filter(WakeUp::announce).toList();
        long until = System.nanoTime() + NOTICE.toNanos();
        for (long left = NOTICE.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        announced.forEach(WakeUp::send);
    }
}
