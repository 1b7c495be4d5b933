package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.RoutingListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Notes what a shop's router says of its servers. Safe for use by several threads. */
final class Watch implements RoutingListener {
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicLong> leases = new ConcurrentHashMap<>();
    private final Map<Route.Reason, AtomicLong> reasons = new ConcurrentHashMap<>();
    private final Consumer<Change> further;

    Watch(Consumer<Change> further) {
        this.further = further;
    }

    @Override
    public void nodeChanged(String cluster, NodeState before, NodeState after) {
        if (before.up() != after.up() || before.drained() != after.drained()) {
            boolean in = after.up() && !after.drained();
            add(new Change(System.nanoTime(), in ? Change.Type.IN : Change.Type.OUT, after.name(), after.evidence()));
        }
    }

    @Override
    public void primaryChanged(ClusterState before, ClusterState after, String evidence) {
        Change.Type type = after.acceptsWrites() ? Change.Type.PRIMARY : Change.Type.NO_PRIMARY;
        add(new Change(System.nanoTime(), type, after.primary().name(), evidence));
    }

    @Override
    public void leased(Route route) {
        count(leases, route.node());
        count(reasons, route.reason());
    }

    /** How often connections of that node were taken. */
    long leases(String node) {
        AtomicLong count = leases.get(node);
        return count == null ? 0 : count.get();
    }

    /** How often connections were taken for that reason. */
    long reasons(Route.Reason reason) {
        AtomicLong count = reasons.get(reason);
        return count == null ? 0 : count.get();
    }

    List<Change> changes() {
        return changes;
    }

    /** What happened since then, in its order. */
    List<Change> since(long nanos) {
        return changes.stream().filter(change -> change.nanos() - nanos >= 0).toList();
    }

    void add(Change change) {
        changes.add(change);
        further.accept(change);
    }

    private static <K> void count(Map<K, AtomicLong> counts, K key) {
        counts.computeIfAbsent(key, any -> new AtomicLong()).incrementAndGet();
    }
}
