package io.github.jdbcreplicated.boot.pool;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked replica.
 *
 * @param property where it is configured: {@code replicated.replicas[0]}
 * @param node its node name
 * @param url its URL, of one server
 * @param username its user; null for the primary's
 * @param password its password; null for the primary's
 * @param weight its share of the reads
 * @param hikari settings of its pool alone
 */
public record ReplicaSettings(
        String property,
        String node,
        String url,
        @Nullable String username,
        @Nullable String password,
        int weight,
        Map<String, String> hikari) {

    /** A node that is reached as the primary is, at another URL, and of which nothing else is configured. */
    static ReplicaSettings at(String url, String node, String property) {
        return new ReplicaSettings(property, node, url, null, null, 1, Map.of());
    }

    /** Without what may hold secrets. */
    @Override
    public String toString() {
        return node + " (" + property + ")";
    }
}
