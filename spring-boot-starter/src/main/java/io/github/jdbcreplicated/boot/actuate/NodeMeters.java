package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.RoutingListener;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.github.jdbcreplicated.boot.takeover.RunningCluster;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** What is known of each node and cluster now, as the gauges {@code replicated.node.*} and {@code replicated.cluster.*}. */
final class NodeMeters implements MeterBinder, RoutingListener {
    private final ReplicatedClusters clusters;
    private final PrimaryChanges changes;

    /** Written as registries are set up; read when a node is given work or taken out of service. */
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

    NodeMeters(ReplicatedClusters clusters, PrimaryChanges changes) {
        this.clusters = clusters;
        this.changes = changes;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
        clusters.onCluster(cluster -> bind(cluster.dataSource(), registry));
    }

    /** It may be one that was added since; a meter that is there already stays as it is. */
    @Override
    public void nodeChanged(String cluster, NodeState before, NodeState after) {
        clusters.all().stream()
                .map(RunningCluster::dataSource)
                .filter(changed -> changed.cluster().equals(cluster))
                .forEach(changed -> registries.forEach(registry -> bindNode(changed, after.name(), registry)));
    }

    private void bind(ReplicatedDataSource cluster, MeterRegistry registry) {
        Nodes.of(cluster.state()).map(NodeState::name).forEach(node -> bindNode(cluster, node, registry));
        Gauge.builder("replicated.cluster.accepts.writes", cluster, it -> it.acceptsWrites() ? 1 : 0)
                .description("1 while a primary takes writes")
                .tag("cluster", cluster.cluster())
                .register(registry);
        FunctionCounter.builder(
                        "replicated.monitor.restarts", cluster, it -> it.state().monitorRestarts())
                .description("How often what asks the servers had to be started again")
                .tag("cluster", cluster.cluster())
                .register(registry);
        FunctionCounter.builder("replicated.primary.changes", changes.of(cluster.cluster()), LongAdder::doubleValue)
                .description("How often another node became the one that takes writes")
                .tag("cluster", cluster.cluster())
                .register(registry);
    }

    private static void bindNode(ReplicatedDataSource cluster, String node, MeterRegistry registry) {
        if (isBound(cluster, node, registry)) {
            return;
        }
        gauge("replicated.node.up", cluster, node, it -> it.up() ? 1 : 0)
                .description("1 while the node is given work in its role")
                .register(registry);
        gauge("replicated.node.lag", cluster, node, NodeMeters::lag)
                .description("How long the replica may have been behind the primary when it was last asked")
                .baseUnit("seconds")
                .register(registry);
        gauge("replicated.node.lag.bytes", cluster, node, it -> it.lagBytes() == null ? Double.NaN : it.lagBytes())
                .description("How much of the primary's log the replica had not replayed when it was last asked")
                .baseUnit("bytes")
                .register(registry);
    }

    /** A registry that is given a meter again warns of it, in the middle of a fault. */
    private static boolean isBound(ReplicatedDataSource cluster, String node, MeterRegistry registry) {
        return registry.find("replicated.node.up")
                        .tags("cluster", cluster.cluster(), "node", node)
                        .gauge()
                != null;
    }

    /** What is not known is no number: 0 would look like the best there is. */
    private static double lag(NodeState node) {
        return node.lag() == null ? Double.NaN : node.lag().toNanos() / 1e9;
    }

    private static Gauge.Builder<ReplicatedDataSource> gauge(
            String name, ReplicatedDataSource cluster, String node, ToDoubleFunction<NodeState> value) {
        return Gauge.builder(
                        name,
                        cluster,
                        it -> Nodes.of(it.state())
                                .filter(state -> state.name().equals(node))
                                .mapToDouble(value)
                                .findFirst()
                                .orElse(Double.NaN))
                .tag("cluster", cluster.cluster())
                .tag("node", node);
    }
}
