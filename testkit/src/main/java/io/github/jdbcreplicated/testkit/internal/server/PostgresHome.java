package io.github.jdbcreplicated.testkit.internal.server;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A folder with PostgreSQL's programs in {@code bin}. */
public record PostgresHome(Path folder) {

    static final String PROPERTY = "jdbcreplicated.testkit.postgres-home";
    static final String ENVIRONMENT = "JDBCREPLICATED_TESTKIT_POSTGRES_HOME";

    public PostgresHome {
        require(folder, "postgres");
        require(folder, "initdb");
    }

    /**
     * The PostgreSQL to use: the one asked for in code, else by system property, else by environment, else the one
     * bundled in a jar on the class path.
     */
    public static PostgresHome find(@Nullable Path askedFor, WorkFolder work) {
        if (askedFor != null) {
            return new PostgresHome(askedFor.toAbsolutePath());
        }
        String named = System.getProperty(PROPERTY, System.getenv(ENVIRONMENT));
        if (named != null && !named.isBlank()) {
            return new PostgresHome(Path.of(named).toAbsolutePath());
        }
        return new PostgresHome(BundledPostgres.unpackedIn(work));
    }

    static String howToName() {
        return "PostgresCluster.builder().postgresHome(...), system property " + PROPERTY + ", or environment variable "
                + ENVIRONMENT;
    }

    String program(String name) {
        return path(folder, name).toString();
    }

    private static void require(Path folder, String name) {
        if (!Files.isExecutable(path(folder, name))) {
            throw new IllegalArgumentException("No PostgreSQL in " + folder + ": " + path(folder, name)
                    + " is missing or not executable. Expected is the folder that holds bin/postgres; it is set by "
                    + howToName());
        }
    }

    private static Path path(Path folder, String name) {
        return folder.resolve("bin").resolve(Platform.isWindows() ? name + ".exe" : name);
    }
}
