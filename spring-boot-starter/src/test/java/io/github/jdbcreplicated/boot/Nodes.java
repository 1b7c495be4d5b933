package io.github.jdbcreplicated.boot;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cluster as the properties of an application. */
final class Nodes {
    private Nodes() {}

    static Map<String, Object> properties(PostgresCluster cluster) {
        Map<String, Object> properties = primary(cluster);
        List<PostgresNode> replicas = cluster.replicas();
        for (int i = 0; i < replicas.size(); i++) {
            properties.put("replicated.replicas[" + i + "].url", replicas.get(i).jdbcUrl());
        }
        return properties;
    }

    /** For an application that listens on a free port, with a user and with sessions in the database. */
    static Map<String, Object> ofAServerWithSessions(PostgresCluster cluster) {
        Map<String, Object> properties = properties(cluster);
        properties.put("server.port", "0");
        properties.put("spring.session.jdbc.initialize-schema", "always");
        properties.put("spring.security.user.name", "ada");
        properties.put("spring.security.user.password", "lovelace");
        properties.put("spring.flyway.enabled", "false");
        properties.put("spring.liquibase.enabled", "false");
        return properties;
    }

    static Map<String, Object> primary(PostgresCluster cluster) {
        PostgresNode primary = cluster.primary();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", primary.jdbcUrl());
        properties.put("spring.datasource.username", primary.user());
        properties.put("spring.datasource.password", primary.password());
        properties.put("spring.datasource.hikari.maximum-pool-size", "4");
        properties.put("spring.datasource.hikari.minimum-idle", "1");
        return properties;
    }
}
