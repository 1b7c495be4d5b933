package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.boot.ReplicationProperties.Failover;
import io.github.jdbcreplicated.boot.pool.PoolUser;
import io.github.jdbcreplicated.boot.pool.ReadOnlySessions;
import io.github.jdbcreplicated.boot.pool.ReplicaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What a change of roles would find wanting in one cluster, said at its start and not on the day. */
final class FailoverNotes {
    private static final Log LOG = LogFactory.getLog(FailoverNotes.class);

    private final ClusterSettings settings;
    private final RunningCluster cluster;
    private final @Nullable HikariDataSource primary;

    FailoverNotes(ClusterSettings settings, RunningCluster cluster, @Nullable HikariDataSource primary) {
        this.settings = settings;
        this.cluster = cluster;
        this.primary = primary;
    }

    /** Logs a line for each thing that is not as it should be. */
    void log(Failover failover) {
        sessionsThatCouldWrite();
        if (failover == Failover.FOLLOW) {
            primaryWithOnePool();
            settings.replicas().forEach(this::userThatMayNotWrite);
        }
    }

    private void sessionsThatCouldWrite() {
        List<String> nodes = new ArrayList<>();
        cluster.replicaPools().forEach((node, pool) -> {
            if (!ReadOnlySessions.areOf(pool)) {
                nodes.add("'" + node + "'");
            }
        });
        if (!nodes.isEmpty()) {
            LOG.warn(start() + "nothing known here keeps connections to " + String.join(", ", nodes)
                    + " from writing once such a replica was promoted. Have its sessions begin read-only by "
                    + settings.property() + ".hikari.connection-init-sql");
        }
    }

    private void primaryWithOnePool() {
        boolean hasTwo = cluster.otherRolePools().containsKey(settings.primaryName() + "-reading");
        if (!hasTwo) {
            LOG.warn(start() + "while the primary '" + settings.primaryName()
                    + "' is a replica, it is read with the application's own pool, whose connections can write once it "
                    + "is promoted again. A HikariCP pool with a jdbc-url would get a second one to read with; "
                    + "replicated.failover=off ends following");
        }
    }

    private void userThatMayNotWrite(ReplicaSettings replica) {
        HikariDataSource pool = Objects.requireNonNull(cluster.replicaPools().get(replica.node()));
        String user = PoolUser.of(pool);
        boolean same = primary != null && user != null && user.equals(PoolUser.of(primary));
        if (same || !isUp(replica.node())) {
            return;
        }
        Boolean mayWrite = WriteRights.of(replica.node(), pool);
        if (Boolean.FALSE.equals(mayWrite)) {
            LOG.warn(start() + "the user of replica '" + replica.node()
                    + "' may write to no table, so every write fails after its promotion. Set " + replica.property()
                    + ".username and .password to a user with the rights of the primary's, grant them to this one, or "
                    + "set replicated.failover=off");
        }
    }

    private boolean isUp(String node) {
        return cluster.dataSource().state().replicas().stream()
                .anyMatch(state -> state.name().equals(node) && state.up());
    }

    private String start() {
        return "Cluster '" + settings.name() + "': ";
    }
}
