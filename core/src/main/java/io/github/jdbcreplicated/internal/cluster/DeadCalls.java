package io.github.jdbcreplicated.internal.cluster;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls that nobody will answer, so that who made them need not wait for a socket's time-out.
 *
 * <p>Reads end as soon as their node is out of reach; what was leased for writing only after a long silence, because it may
 * still succeed. Used by the monitor's thread, except for {@link #endNew}.
 */
final class DeadCalls {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    private final long abortAfter;

    /** The reads that were in flight when each node was last looked at; used by the monitor's thread alone. */
    private final Map<Node, List<@Nullable Connection>> before = new HashMap<>();

    DeadCalls(Duration abortAfter) {
        this.abortAfter = abortAfter.toNanos();
    }

    /** Ends the reads on nodes that went out of reach between the two views. By any thread. */
    void endNew(ClusterView was, ClusterView is) {
        if (was.facts.nodes() == is.facts.nodes()) {
            return;
        }
        for (NodeFacts facts : is.facts.nodes()) {
            if (isDead(facts) && !was.isDead(facts.node())) {
                end(facts.node(), facts.node().inFlight(false).now());
            }
        }
    }

    /** Ends what is due on this node; answers whether reads there have lasted for longer than a round. */
    boolean look(NodeFacts facts, long now) {
        Node node = facts.node();
        List<@Nullable Connection> reads = node.inFlight(false).now();
        List<@Nullable Connection> last = before.put(node, reads);
        List<Connection> lasting = last == null ? List.of() : inBoth(last, reads);
        if (isDead(facts)) {
            end(node, reads);
        } else if (!facts.hindered().isEmpty()) {
            end(node, lasting);
        }
        if (facts.health() instanceof Health.Unreachable out && now - out.since() > abortAfter) {
            end(node, node.inFlight(true).now());
        }
        return !lasting.isEmpty();
    }

    static boolean isDead(NodeFacts facts) {
        return facts.health() instanceof Health.Unreachable;
    }

    private static List<Connection> inBoth(List<@Nullable Connection> last, List<@Nullable Connection> now) {
        return IntStream.range(0, now.size())
                .filter(slot -> now.get(slot) == last.get(slot))
                .mapToObj(now::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** On a thread of its own: a driver may take its time even for this. */
    private static void end(Node node, List<? extends @Nullable Connection> calls) {
        List<Connection> doomed = calls.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        if (!doomed.isEmpty()) {
            Thread thread = new Thread(() -> doomed.forEach(DeadCalls::abort), "replicated-abort-" + node.name());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** One that went back to its pool meanwhile refuses. */
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A call to a node that is out of reach could not be ended", e);
        }
    }
}
