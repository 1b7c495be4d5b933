package io.github.jdbcreplicated.testkit.internal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The data folder of one server: made new, copied from another server, configured. */
public record DataFolder(Path path, Path log, Launcher launcher) {

    private static final Duration INITDB = Duration.ofMinutes(2);

    /** Read last, so it wins over what initdb wrote; ALTER SYSTEM is left to the tests and wins over it. */
    private static final String OUR_SETTINGS = "testkit.conf";

    private static final String ALTER_SYSTEM = "postgresql.auto.conf";
    private static final String STANDBY = "standby.signal";

    /** Folders whose content belongs to a running server and not to its data (PostgreSQL manual, "Base Backup"). */
    private static final Set<String> CONTENT_NOT_COPIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> FILES_NOT_COPIED =
            Set.of("postmaster.pid", "postmaster.opts", ALTER_SYSTEM, OUR_SETTINGS, STANDBY);

    /** Makes a new, empty database cluster. */
    public void initialise(PostgresHome home, Credentials superuser) {
        attempt("be created", () -> {
            createEmpty();
            Path password = Files.createTempFile(path.resolveSibling("."), "password", "");
            Files.writeString(password, superuser.password());
            launcher.handOver(password);
            try {
                launcher.run(initdb(home, superuser, password), log, INITDB);
            } finally {
                Files.delete(password);
            }
            Files.writeString(
                    path.resolve("postgresql.conf"), "include '" + OUR_SETTINGS + "'\n", StandardOpenOption.APPEND);
        });
    }

    /** Writes the settings; a running server takes them with its next reload. */
    public void configure(ServerSettings settings) {
        attempt("be configured", () -> {
            Path fresh = path.resolve(OUR_SETTINGS + ".new");
            Files.writeString(fresh, settings.asConfiguration());
            launcher.handOver(fresh);
            Files.move(
                    fresh,
                    path.resolve(OUR_SETTINGS),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** Whether ALTER SYSTEM was run since it was last forgotten, whatever it did; true for data that is new. */
    public boolean hasAlterSystem() {
        try {
            return Files.size(path.resolve(ALTER_SYSTEM)) > 0;
        } catch (IOException failure) {
            throw new UncheckedIOException("The data folder " + path + " could not be looked at", failure);
        }
    }

    /** Forgets what ALTER SYSTEM has set; a running server takes it with its next reload. */
    public void forgetAlterSystem() {
        attempt("be configured", () -> Files.writeString(path.resolve(ALTER_SYSTEM), ""));
    }

    /** Makes the server that was stopped in good order start as a replica. */
    public void becomeStandby() {
        attempt("be made a replica", () -> {
            Path signal = Files.createFile(path.resolve(STANDBY));
            launcher.handOver(signal);
        });
    }

    /** Fills this folder with the files of a running server that is in backup mode. */
    void copyFrom(DataFolder source) {
        attempt("be copied from " + source.path(), () -> {
            createEmpty();
            FileTree.copy(source.path(), path, DataFolder::isCopied);
            Files.createDirectories(path.resolve("pg_wal/archive_status"));
            Files.createDirectories(path.resolve("pg_wal/summaries"));
            Files.writeString(path.resolve(ALTER_SYSTEM), "");
        });
    }

    /** Turns a finished copy into one that starts as a replica. */
    void finishCopy(String backupLabel) {
        attempt("be made a replica", () -> {
            Files.writeString(path.resolve("backup_label"), backupLabel);
            Files.createFile(path.resolve(STANDBY));
            launcher.handOver(path);
        });
    }

    /**
     * Moves the log of a server that is down to a small disk of its own. New segments are filled when they are made, as
     * they are by default: a disk that is full is then found out before something is half written.
     */
    public void putLogOnSmallDisk() {
        attempt("have its log on another disk", () -> {
            new LogDisk(path, launcher).use();
            Files.writeString(path.resolve(ALTER_SYSTEM), "wal_init_zero = 'on'\n", StandardOpenOption.APPEND);
        });
    }

    /** Leaves that disk without a free byte. */
    public void fillLogDisk() {
        attempt("have its log's disk filled", new LogDisk(path, launcher)::fill);
    }

    /** Takes {@link #fillLogDisk()} back. */
    public void freeLogDisk() {
        attempt("have its log's disk freed", new LogDisk(path, launcher)::free);
    }

    /** Whether the log has a disk of its own. */
    public boolean isLogOnSmallDisk() {
        try {
            return new LogDisk(path, launcher).isInUse();
        } catch (IOException failure) {
            throw new UncheckedIOException("The data folder " + path + " could not be looked at", failure);
        }
    }

    /** Moves the log of a server that is down back. */
    public void takeLogOffSmallDisk() {
        attempt("have its log back", new LogDisk(path, launcher)::leave);
    }

    /** Deletes everything in it. */
    public void delete() {
        attempt("be deleted", () -> FileTree.delete(path));
    }

    private void createEmpty() throws IOException {
        FileTree.delete(path);
        Files.createDirectories(path);
        if (!Platform.isWindows()) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        launcher.handOver(path);
    }

    private List<String> initdb(PostgresHome home, Credentials superuser, Path password) {
        return List.of(
                home.program("initdb"),
                "--pgdata=" + path,
                "--username=" + superuser.user(),
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "--no-instructions");
    }

    private static boolean isCopied(Path relative) {
        return !FILES_NOT_COPIED.contains(relative.toString())
                && (relative.getNameCount() == 1
                        || !CONTENT_NOT_COPIED.contains(relative.getName(0).toString()));
    }

    private void attempt(String what, Step step) {
        try {
            step.take();
        } catch (IOException failure) {
            throw new UncheckedIOException("The data folder " + path + " could not " + what, failure);
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }
}
