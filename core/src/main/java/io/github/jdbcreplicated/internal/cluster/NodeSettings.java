package io.github.jdbcreplicated.internal.cluster;

import javax.sql.DataSource;

/**
 * What a node is configured with.
 *
 * @param setting where it was configured, for messages: {@code replica("eu-1")}
 * @param pool serves the role that the node was configured for
 * @param poolOfOtherRole serves the other role; {@code pool} unless another was given
 * @param probe what to inspect the server with; the pool unless another was given
 * @param weight its share of the reads beside the other replicas' weights
 */
public record NodeSettings(
        String setting, String name, DataSource pool, DataSource poolOfOtherRole, DataSource probe, int weight) {
    public NodeSettings(String setting, String name, DataSource pool, DataSource probe, int weight) {
        this(setting, name, pool, pool, probe, weight);
    }

    /** With a pool of its own for the role that the node was not configured for. */
    public NodeSettings withPoolOfOtherRole(DataSource other) {
        return new NodeSettings(setting, name, pool, other, probe, weight);
    }
}
