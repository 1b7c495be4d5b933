package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.RoutingListener;
import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The application's listeners, guarded: what they throw is logged and does not reach the work. */
public final class Listeners {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    /** Far more than an application has handlers, should their names ever carry data. */
    private static final int MAX_LOGGED = 1_000;

    private final RoutingListener[] listeners;

    /** Handlers whose advice was logged; added to by any thread. */
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    public Listeners(List<RoutingListener> listeners) {
        this.listeners = listeners.toArray(RoutingListener[]::new);
    }

    public void leased(Route route) {
        if (listeners.length > 0) {
            each(listener -> listener.leased(route));
        }
    }

    public void released(Route route) {
        if (listeners.length > 0) {
            each(listener -> listener.released(route));
        }
    }

    public void nodeChanged(String cluster, NodeState before, NodeState after) {
        each(listener -> listener.nodeChanged(cluster, before, after));
    }

    void primaryChanged(ClusterState before, ClusterState after, String evidence) {
        each(listener -> listener.primaryChanged(before, after, evidence));
    }

    public void modeChanged(String cluster, RoutingMode before, RoutingMode after) {
        each(listener -> listener.modeChanged(cluster, before, after));
    }

    /** Tells every time, and logs once per handler: an advised handler may be asked thousands of times a second. */
    public void advised(Route route, String handler, String remedy) {
        if (logged.size() < MAX_LOGGED && logged.add(handler)) {
            LOG.log(
                    Level.WARNING,
                    () -> "Advice for " + handler + " (node '" + route.node() + "', " + route.reason() + "): " + remedy
                            + ". Logged once per handler");
        }
        each(listener -> listener.advised(route, handler, remedy));
    }

    public void tokenDoubted(String cluster, ConsistencyToken.Doubt doubt) {
        each(listener -> listener.tokenDoubted(cluster, doubt));
    }

    private void each(Consumer<RoutingListener> event) {
        for (RoutingListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.WARNING, "RoutingListener " + listener.getClass().getName() + " failed; ignored", e);
            }
        }
    }
}
