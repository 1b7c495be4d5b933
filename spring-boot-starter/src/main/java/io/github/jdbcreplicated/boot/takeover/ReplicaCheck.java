package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.boot.pool.JdbcUrl;
import io.github.jdbcreplicated.boot.pool.ReplicaSettings;
import java.util.HashMap;
import java.util.Map;

/** What must hold among the nodes of one cluster. */
final class ReplicaCheck {
    private ReplicaCheck() {}

    static void check(ClusterSettings cluster) {
        Map<String, String> names = new HashMap<>();
        Map<String, String> servers = new HashMap<>();
        names.put(cluster.primaryName(), cluster.property() + ".primary-name");
        for (ReplicaSettings replica : cluster.replicas()) {
            checkWeight(replica);
            checkUrl(replica);
            requireNew(names, replica, replica.node(), "the node name '" + replica.node() + "'");
            JdbcUrl url = JdbcUrl.parse(replica.url());
            requireNew(servers, replica, url.identity(), "the server " + url);
        }
    }

    /** The primary's own URL is known only when its bean is. */
    static void checkNotPrimary(ClusterSettings cluster, String dataSource, String primaryUrl) {
        JdbcUrl primary = JdbcUrl.parse(primaryUrl);
        for (ReplicaSettings replica : cluster.replicas()) {
            JdbcUrl url = JdbcUrl.parse(replica.url());
            if (url.identity().equals(primary.identity())) {
                throw new ReplicationSettingException(
                        replica.property() + ".url is " + url + ", which is the primary (DataSource bean '" + dataSource
                                + "'); a replica needs a server of its own",
                        "Point " + replica.property() + ".url to a replica, or remove it.");
            }
        }
    }

    private static void requireNew(Map<String, String> seen, ReplicaSettings replica, String key, String what) {
        String other = seen.putIfAbsent(key, replica.property());
        if (other != null) {
            throw new ReplicationSettingException(
                    replica.property() + " and " + other + " both have " + what + "; each node needs its own",
                    "Change or remove one of them.");
        }
    }

    private static void checkWeight(ReplicaSettings replica) {
        if (replica.weight() < 1 || replica.weight() > 1000) {
            throw new ReplicationSettingException(
                    replica.property() + ".weight is " + replica.weight() + "; allowed is 1 to 1000",
                    "Change it, or remove the replica if it shall not be used.");
        }
    }

    private static void checkUrl(ReplicaSettings replica) {
        JdbcUrl url = JdbcUrl.parse(replica.url());
        if (!replica.url().startsWith("jdbc:")) {
            throw new ReplicationSettingException(
                    replica.property() + ".url is " + url + "; allowed are URLs that begin with 'jdbc:'",
                    "Write it as the driver wants it, for example jdbc:postgresql://replica.example:5432/app.");
        }
        if (url.choosesServers()) {
            throw new ReplicationSettingException(
                    replica.property() + ".url is " + url + " and lets the driver choose among servers (several hosts, "
                            + "targetServerType, loadBalanceHosts, or a load-balancing scheme); allowed is one server "
                            + "per replica",
                    "List each server as a replica of its own; reads are spread over them here.");
        }
    }
}
