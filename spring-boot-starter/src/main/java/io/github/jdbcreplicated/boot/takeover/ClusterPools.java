package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.boot.pool.ReadingPool;
import io.github.jdbcreplicated.boot.pool.ReplicaSettings;
import io.github.jdbcreplicated.boot.pool.WritingPool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pools that we make for one cluster, by the name of what they are for: a replica's own, and one more per node for the
 * time when it has the other role. Belongs to the thread that makes the cluster.
 */
final class ClusterPools {
    private final ClusterSettings cluster;
    private final @Nullable HikariDataSource primary;
    private final Map<String, HikariDataSource> replicas = new LinkedHashMap<>();
    private final Map<String, HikariDataSource> otherRoles = new LinkedHashMap<>();

    /** For the cluster whose primary has this pool; null where it has one that is not of HikariCP. */
    ClusterPools(ClusterSettings cluster, @Nullable HikariDataSource primary) {
        this.cluster = cluster;
        this.primary = primary;
    }

    HikariDataSource ofReplica(ReplicaSettings replica) {
        HikariDataSource pool =
                ReadingPool.started(replica, primary, cluster.hikari(), cluster.poolName(replica.node()));
        replicas.put(replica.node(), pool);
        return pool;
    }

    HikariDataSource ofPromoted(ReplicaSettings replica) {
        String name = replica.node() + "-writing";
        HikariDataSource pool = WritingPool.of(replica, primary, cluster.hikari(), cluster.poolName(name));
        otherRoles.put(name, pool);
        return pool;
    }

    /** Null when none can be made from what the primary has. */
    @Nullable
    HikariDataSource ofDemoted() {
        if (primary == null || !ReadingPool.canReach(primary)) {
            return null;
        }
        String name = cluster.primaryName() + "-reading";
        HikariDataSource pool =
                ReadingPool.ofPrimary(cluster.primaryName(), primary, cluster.hikari(), cluster.poolName(name));
        otherRoles.put(name, pool);
        return pool;
    }

    /** By node name. */
    Map<String, HikariDataSource> replicas() {
        return replicas;
    }

    /** By node name with {@code -writing} or {@code -reading}. */
    Map<String, HikariDataSource> otherRoles() {
        return otherRoles;
    }

    void close() {
        replicas.values().forEach(HikariDataSource::close);
        otherRoles.values().forEach(HikariDataSource::close);
    }
}
