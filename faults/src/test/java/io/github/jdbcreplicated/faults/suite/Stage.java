package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Positions;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.token.TokenCodec;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Servers with a schema, and how a shop is told of them. */
final class Stage implements AutoCloseable {
    static final String REPLICA_ROLE = "shop_on_replica";
    static final String REPLICA_PASSWORD = "as configured";

    private static final String KEY = anyKey();
    private static final Duration CATCH_UP = Duration.ofSeconds(20);

    /** With a pair of labels each, some 30 KB. */
    private static final int ITEMS_ON_PAGE = 60;

    private final PostgresCluster cluster;
    private final String system;
    private final TokenCodec codec =
            TokenCodec.builder().keys(List.of(KEY)).purpose("replicated-token").build();

    private Stage(PostgresCluster cluster, String system) {
        this.cluster = cluster;
        this.system = system;
    }

    static Stage set(int replicas) {
        PostgresCluster cluster = PostgresCluster.builder()
                .replicas(replicas)
                .setting("max_connections", "70")
                .setting("max_wal_senders", "10")
                .start();
        PostgresNode primary = cluster.primary();
        new ResourceDatabasePopulator(new ClassPathResource("schema-shop.sql")).execute(primary.dataSource());
        JdbcTemplate admin = new JdbcTemplate(primary.adminDataSource());
        admin.execute(
                "create role " + REPLICA_ROLE + " login password '" + REPLICA_PASSWORD + "' in role " + primary.user());
        admin.execute("grant pg_monitor to " + primary.user());
        String system = admin.queryForObject(
                "select system_identifier::text from pg_catalog.pg_control_system()", String.class);
        cluster.awaitCaughtUp(CATCH_UP);
        return new Stage(cluster, Objects.requireNonNull(system));
    }

    PostgresCluster cluster() {
        return cluster;
    }

    String topology() {
        return "1 + " + cluster.replicas().size();
    }

    /** What a shop is started with. The first replica has a role of its own, whose password can be changed. */
    List<String> arguments(List<String> further) {
        PostgresNode primary = cluster.primary();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + primary.jdbcUrl(),
                "--spring.datasource.username=" + primary.user(),
                "--spring.datasource.password=" + primary.password(),
                "--replicated.replicas[0].username=" + REPLICA_ROLE,
                "--replicated.replicas[0].password=" + REPLICA_PASSWORD,
                "--replicated.token.keys[0]=" + KEY));
        for (int number = 0; number < cluster.replicas().size(); number++) {
            arguments.add("--replicated.replicas[" + number + "].url="
                    + cluster.replicas().get(number).jdbcUrl());
        }
        arguments.addAll(further);
        return arguments;
    }

    /** Has items for these clients on every server, and nothing of those before. */
    void stock(List<String> keys) {
        JdbcTemplate primary = new JdbcTemplate(cluster.primary().adminDataSource());
        primary.execute("truncate item, label, entry");
        List<String> all = new ArrayList<>(keys);
        for (int number = all.size(); number < ITEMS_ON_PAGE; number++) {
            all.add("filler-" + number);
        }
        String body = String.join(" ", Collections.nCopies(14, "It is new, and it is useful,"));
        primary.batchUpdate(
                "insert into item (key, ver, body) values (?, 1, ?)",
                all.stream().map(key -> new Object[] {key, body}).toList());
        primary.update("insert into label (item, word) select key, word from item, (values ('new'), ('useful')) as w"
                + " (word)");
        primary.execute("vacuum analyze item, label");
        cluster.awaitCaughtUp(CATCH_UP);
    }

    /** Reads where writes are from their tokens. */
    Positions positions() {
        return new TokenPositions(codec, system);
    }

    private static String anyKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
