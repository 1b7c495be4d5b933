package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The endpoint {@code replication}: what is known of the nodes, what was routed where and why, and the switch.
 *
 * <p>Read-only unless {@code management.endpoint.replication.access=unrestricted}.
 */
@Endpoint(id = "replication", defaultAccess = Access.READ_ONLY)
public final class ReplicationEndpoint {
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

    /** Switches every cluster of this process to the mode, written as the property or as the constant. */
    @WriteOperation
    public ReplicationReport switchMode(String mode) {
        RoutingMode next = parsed(mode);
        clusters.all().forEach(cluster -> cluster.dataSource().setMode(next));
        return report();
    }

    private static RoutingMode parsed(String mode) {
        try {
            return RoutingMode.valueOf(mode.trim().replace('-', '_').toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidEndpointRequestException(
                    "Unknown mode",
                    "The mode is none of " + Arrays.toString(RoutingMode.values()) + "; send for example {\"mode\":\""
                            + RoutingMode.PRIMARY_ONLY + "\"}",
                    e);
        }
    }
}
