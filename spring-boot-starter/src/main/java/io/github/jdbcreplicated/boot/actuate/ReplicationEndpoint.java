package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.github.jdbcreplicated.boot.takeover.RunningCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The endpoint {@code replication}: what is known of the nodes, what was routed where and why, the switch, and
 * maintenance of nodes.
 *
 * <p>Read-only unless {@code management.endpoint.replication.access=unrestricted}.
 */
@Endpoint(id = "replication", defaultAccess = Access.READ_ONLY)
public final class ReplicationEndpoint {
    private static final Log LOG = LogFactory.getLog(ReplicationEndpoint.class);

    private final Supplier<ReplicationReport> report;
    private final ReplicatedClusters clusters;

    /** Creates the endpoint. */
    ReplicationEndpoint(Supplier<ReplicationReport> report, ReplicatedClusters clusters) {
        this.report = report;
        this.clusters = clusters;
    }

    /** What is known now. */
    @ReadOperation
    public ReplicationReport report() {
        return report.get();
    }

    /**
     * Switches every cluster of this process to the mode.
     *
     * @param mode written as the property or as the constant
     * @return status 400 when there is no such mode
     */
    @WriteOperation
    public WebEndpointResponse<Object> switchMode(String mode) {
        RoutingMode next = Modes.named(mode);
        if (next == null) {
            return refused(
                    "mode is '" + mode + "'; allowed are " + Modes.NAMES, WebEndpointResponse.STATUS_BAD_REQUEST);
        }
        clusters.all().forEach(cluster -> switchMode(cluster.dataSource(), next));
        return new WebEndpointResponse<>(report());
    }

    private static void switchMode(ReplicatedDataSource cluster, RoutingMode next) {
        RoutingMode before = cluster.mode();
        cluster.setMode(next);
        LOG.info("Cluster '" + cluster.cluster() + "' was switched from mode " + before + " to " + next);
    }

    /**
     * Gives a node no more work, or work again: {@code POST replication/replica-1/drain}.
     *
     * @param node as the health component names it
     * @return status 404 when there is no such node, 400 when that cannot be done to it
     */
    @WriteOperation
    public WebEndpointResponse<Object> maintain(@Selector String node, @Selector Maintenance action) {
        List<String> known = new ArrayList<>();
        for (RunningCluster cluster : clusters.all()) {
            for (NodeState state : Nodes.of(cluster.dataSource().state()).toList()) {
                String name = cluster.uniqueName(state.name());
                if (name.equals(node)) {
                    return maintain(state.name(), action, cluster.dataSource());
                }
                known.add(name);
            }
        }
        return refused("There is no such node; there are " + known, WebEndpointResponse.STATUS_NOT_FOUND);
    }

    private WebEndpointResponse<Object> maintain(String node, Maintenance action, ReplicatedDataSource cluster) {
        try {
            action.of(node, cluster);
            return new WebEndpointResponse<>(report());
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()), WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }

    /** An answer with a body: what Spring Boot makes of an exception has no text in it by default. */
    private static WebEndpointResponse<Object> refused(String why, int status) {
        return new WebEndpointResponse<>(Map.of("error", why), status);
    }
}
