package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.github.jdbcreplicated.boot.takeover.RunningCluster;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of all clusters, by a name that is unique among them: one per node, and one for what asks the nodes. */
final class HealthEntries {
    /** No node can have this name, as theirs are in lower case. */
    static final String MONITOR = "roleMonitor";

    private final ReplicatedClusters clusters;
    private final Clock clock;

    HealthEntries(ReplicatedClusters clusters, Clock clock) {
        this.clusters = clusters;
        this.clock = clock;
    }

    /** As they are now. */
    Map<String, HealthEntry> all() {
        Map<String, HealthEntry> entries = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (RunningCluster cluster : clusters.all()) {
            ClusterState state = cluster.dataSource().state();
            boolean served = NodeHealth.servesReads(state, cluster.fallback());
            Nodes.of(state).forEach(node -> entries.put(cluster.uniqueName(node.name()), NodeHealth.of(node, served)));
            entries.put(cluster.uniqueName(MONITOR), MonitorHealth.of(state, cluster.pollInterval(), now));
        }
        return entries;
    }

    /** Null when there is none of that name. */
    @Nullable
    HealthEntry one(String name) {
        return all().get(name);
    }
}
