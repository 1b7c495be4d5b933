package io.github.jdbcreplicated.testkit.internal.server;

import java.util.List;

/**
 * Copies the data of a running server into folders from which replicas can start.
 *
 * <p>The bundled PostgreSQL has no {@code pg_basebackup}; this is the manual's low-level way (PostgreSQL 15 or newer).
 */
public final class Backup {

    private Backup() {}

    /** Fills the folders side by side; {@code session} is with the server that runs on {@code source}. */
    public static void of(DataFolder source, AdminSession session, List<DataFolder> copies) {
        session.ask("select pg_catalog.pg_backup_start(label => 'testkit', fast => true)");
        copies.parallelStream().forEach(copy -> copy.copyFrom(source));
        String label = session.ask("select labelfile from pg_catalog.pg_backup_stop(wait_for_archive => false)");
        copies.forEach(copy -> copy.finishCopy(label));
    }
}
