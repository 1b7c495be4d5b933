package io.github.jdbcreplicated.testkit.internal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the kit keeps its files: {@code binaries}, shared by all JVMs of one user, and {@code clusters}, one folder per
 * running cluster.
 *
 * <p>It lies in a folder that everybody may write to, so it is used only if it belongs to this user and nobody else may
 * write into it: the programs in it are going to be run.
 */
public record WorkFolder(Path root) {

    static final String PROPERTY = "jdbcreplicated.testkit.directory";

    private static final Duration ABANDONED = Duration.ofMinutes(10);

    /** Opens the folder named by system property, or one in {@code java.io.tmpdir}, and creates what is missing. */
    public static WorkFolder open() {
        String named = System.getProperty(PROPERTY);
        return at(named == null || named.isBlank() ? inTemporaryFolder() : Path.of(named));
    }

    static WorkFolder at(Path root) {
        try {
            return prepared(root.toAbsolutePath().normalize());
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The work folder " + root + " cannot be used (" + howToName() + ")", failure);
        }
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    Path clusters() {
        return root.resolve("clusters");
    }

    /** An empty folder of our own beside the finished ones; also throws away those that killed JVMs left behind. */
    Path temporary(Path beside) throws IOException {
        deleteAbandoned(beside);
        Path fresh = Files.createTempDirectory(beside, "unfinished-");
        createReadableByAll(fresh);
        return fresh;
    }

    private static Path inTemporaryFolder() {
        String user = System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "jdbc-replicated-testkit-" + user);
    }

    private static WorkFolder prepared(Path root) throws IOException {
        WorkFolder work = new WorkFolder(root);
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            createReadableByAll(root);
        }
        requireOurs(root);
        createReadableByAll(work.binaries());
        createReadableByAll(work.clusters());
        return work;
    }

    private static void createReadableByAll(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Platform.isWindows() && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void requireOurs(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw notOurs(folder, "it is not a folder");
        }
        if (Platform.isWindows()) {
            return;
        }
        if (!ownerOfNewFile().equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
            throw notOurs(
                    folder,
                    "it belongs to "
                            + Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName());
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw notOurs(folder, "others may write into it");
        }
    }

    /** The user we are for the file system, which the JVM does not tell in any other portable way. */
    private static Object ownerOfNewFile() throws IOException {
        Path probe = Files.createTempFile("jdbc-replicated-testkit", ".probe");
        try {
            return Files.getAttribute(probe, "unix:uid");
        } finally {
            Files.delete(probe);
        }
    }

    private static IllegalStateException notOurs(Path folder, String why) {
        return new IllegalStateException("The work folder " + folder + " cannot be trusted: " + why
                + ". Remove it, or choose another one: " + howToName());
    }

    private static String howToName() {
        return "system property " + PROPERTY;
    }

    private static void deleteAbandoned(Path folder) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(WorkFolder::isUnfinished).toList()) {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                    FileTree.delete(entry);
                }
            }
        }
    }

    private static boolean isUnfinished(Path entry) {
        return String.valueOf(entry.getFileName()).startsWith("unfinished-");
    }
}
