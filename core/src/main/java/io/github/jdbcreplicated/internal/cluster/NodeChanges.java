package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.NodeState;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Tells the log and the listeners what changed between two views; called without any lock. */
final class NodeChanges {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    private final String cluster;
    private final Listeners listeners;
    private final long downtimeMillis;
    private final String whyLate;

    NodeChanges(String cluster, Listeners listeners, Duration downtime, Duration maxLag) {
        this.cluster = cluster;
        this.listeners = listeners;
        this.downtimeMillis = downtime.toMillis();
        this.whyLate = "is not known to be within " + maxLag.toMillis()
                + " ms of the primary (replicated.max-lag); reads pass it over until it is";
    }

    /** The evidence of a replica that is too late. */
    String whyLate() {
        return whyLate;
    }

    void tell(ClusterView before, ClusterView after) {
        if (!before.state.equals(after.state)) {
            before.states()
                    .filter(was -> !was.equals(after.node(was.name())))
                    .forEach(was -> tell(was, after.node(was.name()), isPrimary(was, after)));
        }
    }

    private void tell(NodeState was, NodeState is, boolean primary) {
        String node = "Node '" + is.name() + "' of cluster '" + cluster + "' ";
        if (was.up() && !is.up()) {
            LOG.log(Level.WARNING, () -> node + is.evidence() + consequence(is, primary));
        } else if (is.up() && !was.up()) {
            LOG.log(Level.INFO, () -> node + "is given work again");
        }
        listeners.nodeChanged(cluster, was, is);
    }

    private String consequence(NodeState is, boolean primary) {
        if (is.evidence().equals(whyLate)) {
            return "";
        }
        return primary
                ? "; what needs the primary fails until it does"
                : "; reads pass it over for " + downtimeMillis + " ms (replicated.downtime)";
    }

    private static boolean isPrimary(NodeState node, ClusterView view) {
        return node.name().equals(view.state.primary().name());
    }
}
