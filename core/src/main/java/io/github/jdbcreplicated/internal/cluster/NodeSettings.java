package io.github.jdbcreplicated.internal.cluster;

import javax.sql.DataSource;

/**
 * What a node is configured with.
 *
 * @param setting where it was configured, for messages: {@code replica("eu-1")}
 * @param probe what to inspect the server with; the pool unless another was given
 * @param weight its share of the reads beside the other replicas' weights
 */
public record NodeSettings(String setting, String name, DataSource pool, DataSource probe, int weight) {}
