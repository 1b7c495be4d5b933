package io.github.jdbcreplicated.benchmarks.real.servers;

import io.github.jdbcreplicated.benchmarks.real.Contender;
import io.github.jdbcreplicated.benchmarks.real.Work;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts on the wire, apart from the timed rounds, how often one operation waits for any server. */
final class RoundTrips {
    /** Until then a driver may still prepare statements at the server. */
    private static final int UNCOUNTED = 30;

    private static final int COUNTED = 100;

    private final PostgresCluster cluster;

    RoundTrips(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    /** Of one operation of each, by its name. */
    Map<String, Double> of(List<Contender> contenders) throws Exception {
        Map<String, Double> counts = new LinkedHashMap<>();
        for (Contender each : contenders) {
            counts.put(each.name(), of(each.work()));
        }
        return counts;
    }

    private double of(Work work) throws Exception {
        for (int i = 0; i < UNCOUNTED; i++) {
            work.run();
        }
        long before = soFar();
        for (int i = 0; i < COUNTED; i++) {
            work.run();
        }
        return (double) (soFar() - before) / COUNTED;
    }

    private long soFar() {
        return cluster.nodes().stream()
                .map(PostgresNode::network)
                .mapToLong(network -> network.traffic().roundTrips())
                .sum();
    }
}
