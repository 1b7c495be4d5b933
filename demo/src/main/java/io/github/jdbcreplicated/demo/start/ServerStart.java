package io.github.jdbcreplicated.demo.start;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Starts the servers before the application is put together, and tells it where they are: in the properties that any
 * application has in its own configuration.
 */
public final class ServerStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    /** Without these the driver waits for a frozen server for ever; the starter sets them for the replicas. */
    private static final String TIMEOUTS = "?loginTimeout=3&connectTimeout=2&socketTimeout=10";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        ListenAddress.of(environment).requireFree();
        System.out.println("Starting PostgreSQL: a primary and two replicas ...");
        PostgresCluster cluster = start();
        environment.getPropertySources().addLast(new MapPropertySource("servers", properties(cluster)));
        context.getBeanFactory().registerSingleton("postgresCluster", cluster);
    }

    private static PostgresCluster start() {
        try {
            // Ends with the JVM, however that ends.
            PostgresCluster cluster = PostgresCluster.builder().replicas(2).start();
            new ResourceDatabasePopulator(new ClassPathResource("schema.sql"))
                    .execute(cluster.primary().dataSource());
            cluster.awaitCaughtUp(CATCH_UP);
            return cluster;
        } catch (RuntimeException e) {
            throw new StartFailedException(
                    "The PostgreSQL servers did not start: " + e.getMessage(),
                    "What is needed to run them is told in docs/demo.md.",
                    e);
        }
    }

    /** Where those servers are, as any application is told. */
    public static Map<String, Object> properties(PostgresCluster cluster) {
        Map<String, Object> properties = new LinkedHashMap<>();
        PostgresNode primary = cluster.primary();
        properties.put("spring.datasource.url", primary.jdbcUrl() + TIMEOUTS);
        properties.put("spring.datasource.username", primary.user());
        properties.put("spring.datasource.password", primary.password());
        List<PostgresNode> replicas = cluster.replicas();
        for (int number = 0; number < replicas.size(); number++) {
            properties.put(
                    "replicated.replicas[" + number + "].url",
                    replicas.get(number).jdbcUrl());
        }
        return properties;
    }
}
