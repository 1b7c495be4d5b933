package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.RoutingListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Has the node that a thread works on in the logging context, as {@code db.node}, for as long as it is leased. */
final class NodeInLogContext implements RoutingListener {
    static final String KEY = "db.node";

    /** The nodes that each thread has leased; written and read by that thread alone. */
    private static final ThreadLocal<@Nullable Leases> LEASES = new ThreadLocal<>();

    private record Leases(@Nullable String before, List<String> nodes) {}

    @Override
    public void leased(Route route) {
        Leases held = LEASES.get();
        if (held == null) {
            held = new Leases(MDC.get(KEY), new ArrayList<>());
            LEASES.set(held);
        }
        held.nodes().add(route.node());
        MDC.put(KEY, route.node());
    }

    /** Two connections of a thread need not go back in the order in which they were taken. */
    @Override
    public void released(Route route) {
        Leases held = LEASES.get();
        if (held == null) {
            return;
        }
        List<String> nodes = held.nodes();
        int last = nodes.lastIndexOf(route.node());
        if (last >= 0) {
            nodes.remove(last);
        }
        if (nodes.isEmpty()) {
            LEASES.remove();
        }
        show(nodes.isEmpty() ? held.before() : nodes.get(nodes.size() - 1));
    }

    private static void show(@Nullable String node) {
        if (node == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, node);
        }
    }
}
