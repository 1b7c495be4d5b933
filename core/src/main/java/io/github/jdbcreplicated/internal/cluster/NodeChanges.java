package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.NodeState;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Tells the log and the listeners what changed between two views; called without any lock. */
final class NodeChanges {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    private final Listeners listeners;
    private final long downtimeMillis;

    NodeChanges(Listeners listeners, Duration downtime) {
        this.listeners = listeners;
        this.downtimeMillis = downtime.toMillis();
    }

    /** A view that changes nothing else keeps the same state. */
    @SuppressWarnings("ReferenceEquality")
    void tell(ClusterView before, ClusterView after) {
        if (before.state == after.state) {
            return;
        }
        String logged = tellOfPrimary(before, after) ? after.primary.name() : "";
        before.states()
                .filter(was -> after.has(was.name()))
                .filter(was -> isOtherwise(was, after.node(was.name())))
                .forEach(was -> tell(was, after, !was.name().equals(logged)));
        String cluster = after.state.cluster();
        before.states().filter(was -> !after.has(was.name())).forEach(was -> tellOfRemoved(cluster, was));
        after.states().filter(is -> !before.has(is.name())).forEach(is -> tellOfAdded(cluster, is));
    }

    private void tellOfRemoved(String cluster, NodeState was) {
        LOG.log(Level.INFO, () -> "Node '" + was.name() + "' of cluster '" + cluster + "' was removed");
        listeners.nodeChanged(cluster, was, outside(was, "was removed"));
    }

    private void tellOfAdded(String cluster, NodeState is) {
        LOG.log(Level.INFO, () -> "Node '" + is.name() + "' of cluster '" + cluster + "' was added");
        listeners.nodeChanged(cluster, outside(is, "was not there before"), is);
    }

    /** The state of a node while it is none of the cluster's. */
    private static NodeState outside(NodeState of, String why) {
        return new NodeState(of.name(), NodeState.Role.UNKNOWN, false, of.weight(), why, false, null, null);
    }

    /** Lags change all the time, and the words for the same outage may. */
    private static boolean isOtherwise(NodeState was, NodeState is) {
        return was.up() != is.up() || was.role() != is.role() || was.drained() != is.drained();
    }

    /** Answers whether the log was told. */
    private boolean tellOfPrimary(ClusterView before, ClusterView after) {
        boolean moved = before.primary != after.primary;
        boolean begunOrEnded = (before.whyNoWrites == null) != (after.whyNoWrites == null);
        if (moved || before.state.acceptsWrites() != after.state.acceptsWrites()) {
            listeners.primaryChanged(before.state, after.state, evidence(after));
        }
        return (moved || begunOrEnded) && logOfPrimary(before, after);
    }

    private static String evidence(ClusterView after) {
        return after.state.acceptsWrites()
                ? after.facts.election().evidence()
                : after.state.primary().evidence();
    }

    /** That the primary's pool alone gives nothing is in the line about the node. */
    private static boolean logOfPrimary(ClusterView before, ClusterView after) {
        String cluster = "Cluster '" + after.state.cluster() + "': ";
        boolean stopped = before.whyNoWrites == null && after.whyNoWrites != null;
        if (stopped) {
            LOG.log(
                    Level.WARNING,
                    () -> cluster + "no node takes writes: '" + after.primary + "' " + after.whyNoWrites
                            + ". Reads go on where replicas serve them; writes fail until a node takes them");
        } else if (after.whyNoWrites == null) {
            String why = after.facts.election().evidence();
            LOG.log(Level.WARNING, () -> cluster + "writes go to '" + after.primary + "' now: " + why);
        }
        return stopped || after.whyNoWrites == null;
    }

    private void tell(NodeState was, ClusterView after, boolean alsoLog) {
        NodeState is = after.node(was.name());
        if (alsoLog) {
            log(was, is, after);
        }
        listeners.nodeChanged(after.state.cluster(), was, is);
    }

    private void log(NodeState was, NodeState is, ClusterView after) {
        String node = "Node '" + is.name() + "' of cluster '" + after.state.cluster() + "' ";
        if (was.up() && !is.up()) {
            LOG.log(Level.WARNING, () -> node + is.evidence() + consequence(is, after));
        } else if (is.up() && !was.up()) {
            LOG.log(Level.INFO, () -> node + "is given work again");
        }
    }

    private String consequence(NodeState is, ClusterView after) {
        if (is.name().equals(after.primary.name())) {
            return "; what needs the primary fails until it does";
        }
        return after.isPassedOver(is.name())
                ? "; reads pass it over for " + downtimeMillis + " ms (replicated.downtime)"
                : "";
    }
}
