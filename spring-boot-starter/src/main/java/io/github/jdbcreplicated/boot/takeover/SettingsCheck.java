package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.boot.ReplicationProperties.Cluster;
import io.github.jdbcreplicated.boot.ReplicationProperties.Replica;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.boot.pool.PoolSettings;
import io.github.jdbcreplicated.boot.pool.ReplicaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns the properties into checked clusters, or says what is wrong with them. */
final class SettingsCheck {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    private static final String PREFIX = "replicated";

    private SettingsCheck() {}

    /** The clusters that have replicas; none when no replica is listed. */
    static List<ClusterSettings> check(ReplicationProperties properties) {
        DurationCheck.check(
                "replicated.downtime", properties.downtime(), Duration.ofMillis(1), Duration.ofHours(1), "10s");
        DurationCheck.check(
                "replicated.abort-after", properties.abortAfter(), Duration.ofSeconds(1), Duration.ofHours(1), "30s");
        Budgets.check(properties);
        checkFallback(properties.fallback());
        FreshnessCheck.check(properties);
        List<ClusterSettings> clusters = new ArrayList<>();
        if (!properties.replicas().isEmpty()) {
            Cluster shortForm = new Cluster(
                    properties.dataSource(), properties.primaryName(), properties.replicas(), properties.hikari());
            clusters.add(cluster(ClusterSettings.DEFAULT, PREFIX, shortForm));
        }
        properties.clusters().forEach((name, cluster) -> clusters.add(named(name, cluster, clusters)));
        clusters.forEach(ReplicaCheck::check);
        return List.copyOf(clusters);
    }

    private static ClusterSettings named(String name, Cluster cluster, List<ClusterSettings> before) {
        String property = PREFIX + ".clusters." + name;
        checkName(property, "cluster", name);
        if (before.stream().anyMatch(other -> other.name().equals(name))) {
            throw new ReplicationSettingException(
                    "The cluster '" + name + "' is configured twice: by replicated.replicas, which is the cluster '"
                            + ClusterSettings.DEFAULT + "', and by " + property,
                    "Keep one of them.");
        }
        if (cluster.replicas().isEmpty()) {
            throw new ReplicationSettingException(
                    property + " lists no replicas; a cluster needs at least one",
                    "Add " + property + ".replicas[0].url, or remove " + property + ".");
        }
        if (cluster.dataSource() == null && !name.equals(ClusterSettings.DEFAULT)) {
            throw new ReplicationSettingException(
                    property + ".data-source is missing; it names the DataSource bean that is the cluster's primary",
                    "Set " + property + ".data-source to a bean name.");
        }
        return cluster(name, property, cluster);
    }

    private static ClusterSettings cluster(String name, String property, Cluster cluster) {
        checkName(property + ".primary-name", "node", cluster.primaryName());
        return new ClusterSettings(
                name,
                property,
                cluster.dataSource(),
                cluster.primaryName(),
                replicas(property, cluster.replicas()),
                new PoolSettings(property + ".hikari", cluster.hikari()));
    }

    /** In the order of their numbers, then in that of the configuration: a map's is that of the property sources. */
    private static List<ReplicaSettings> replicas(String cluster, Map<String, Replica> replicas) {
        ReplicaNumbers.requireNoGap(cluster, replicas.keySet());
        List<ReplicaSettings> checked = new ArrayList<>();
        replicas.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> ReplicaNumbers.of(entry.getKey())))
                .forEach(entry -> checked.add(replica(cluster, entry.getKey(), entry.getValue())));
        return checked;
    }

    private static ReplicaSettings replica(String cluster, String key, Replica replica) {
        boolean numbered = ReplicaNumbers.isOne(key);
        String property = cluster + ".replicas" + (numbered ? "[" + key + "]" : "." + key);
        checkName(property, "node", key);
        if (replica.url() == null || replica.url().isBlank()) {
            throw new ReplicationSettingException(
                    property + ".url is missing; every replica needs the JDBC URL of its own server",
                    "Set " + property + ".url, for example jdbc:postgresql://replica.example:5432/app.");
        }
        return new ReplicaSettings(
                property,
                numbered ? "replica-" + (ReplicaNumbers.of(key) + 1) : key,
                replica.url().strip(),
                replica.username(),
                replica.password(),
                replica.weight(),
                replica.hikari());
    }

    private static void checkName(String property, String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ReplicationSettingException(
                    property + ": the " + what + " name is '" + name + "'; allowed are 1 to 32 of a-z, 0-9 and '-'",
                    "Choose another name.");
        }
    }

    private static void checkFallback(Fallback fallback) {
        if (fallback == Fallback.DEFAULT) {
            throw new ReplicationSettingException(
                    "replicated.fallback is 'default'; allowed is primary or fail", "Set it to primary or fail.");
        }
    }
}
