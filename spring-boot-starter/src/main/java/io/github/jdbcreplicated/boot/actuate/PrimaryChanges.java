package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.RoutingListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often another node of a cluster became the one that takes writes, since the start; thread-safe. */
public final class PrimaryChanges implements RoutingListener {
    /** By cluster; written when roles change, read by meters. */
    private final Map<String, LongAdder> changes = new ConcurrentHashMap<>();

    /** That none takes writes for a while is not counted: nothing has changed when the same one does again. */
    @Override
    public void primaryChanged(ClusterState before, ClusterState after, String evidence) {
        if (!before.primary().name().equals(after.primary().name())) {
            of(after.cluster()).increment();
        }
    }

    LongAdder of(String cluster) {
        return changes.computeIfAbsent(cluster, unknown -> new LongAdder());
    }
}
