package io.github.jdbcreplicated.testkit;

import io.github.jdbcreplicated.testkit.internal.server.ServerSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a cluster shall be like; made by {@link PostgresCluster#builder()}. Belongs to one thread. */
public final class PostgresClusterBuilder {

    /** PostgreSQL lets ten servers and backups stream from one by default; two are left for the kit. */
    private static final int MOST_REPLICAS = 8;

    private int replicas = 1;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private @Nullable Path postgresHome;

    PostgresClusterBuilder() {}

    /**
     * How many replicas stream from the primary, 0 to 8. Default 1.
     *
     * @throws IllegalArgumentException if it is outside that range
     */
    public PostgresClusterBuilder replicas(int count) {
        if (count < 0 || count > MOST_REPLICAS) {
            throw new IllegalArgumentException("replicas is " + count + ", allowed is 0 to " + MOST_REPLICAS);
        }
        replicas = count;
        return this;
    }

    /**
     * A line of {@code postgresql.conf} for every server of the cluster.
     *
     * @throws IllegalArgumentException if the name was set before, is no name of a setting, or belongs to the kit
     */
    public PostgresClusterBuilder setting(String name, String value) {
        ServerSettings.check(name, value);
        String before = settings.putIfAbsent(name, value);
        if (before != null) {
            throw new IllegalArgumentException(
                    "The setting '" + name + "' is given twice: '" + before + "' and '" + value + "'; once is allowed");
        }
        return this;
    }

    /**
     * The folder of an installed PostgreSQL (15 or newer), the one that holds {@code bin/postgres}, to be used instead of
     * the bundled one. Default: the system property {@code jdbcreplicated.testkit.postgres-home}, the environment
     * variable {@code JDBCREPLICATED_TESTKIT_POSTGRES_HOME}, the bundled one.
     */
    public PostgresClusterBuilder postgresHome(Path folder) {
        postgresHome = Objects.requireNonNull(folder, "postgresHome");
        return this;
    }

    /**
     * Starts the cluster and waits until every replica streams from the primary.
     *
     * @throws IllegalStateException if a server does not start; the message ends with its log
     */
    public PostgresCluster start() {
        return PostgresCluster.start(replicas, Map.copyOf(settings), postgresHome);
    }
}
