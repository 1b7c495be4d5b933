package io.github.jdbcreplicated.testkit.internal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one running cluster. It is locked for as long as this JVM lives, which the kernel sees to; folders whose
 * lock is free were left behind by killed JVMs and are cleared away when the next cluster starts.
 */
public final class ClusterFolder implements AutoCloseable {

    private static final String LOCK = ".lock";

    private final Path path;
    private final Path lock;
    private final FileChannel channel;

    private ClusterFolder(Path path, Path lock, FileChannel channel) {
        this.path = path;
        this.lock = lock;
        this.channel = channel;
    }

    /** A new folder, after clearing away what killed JVMs left behind. */
    public static ClusterFolder create(WorkFolder work, Launcher launcher) {
        try {
            for (Path lock : locksOfOthers(work.clusters())) {
                clearIfAbandoned(lock);
            }
            return locked(work, launcher);
        } catch (IOException failure) {
            throw new UncheckedIOException("No folder for a cluster below " + work.root(), failure);
        }
    }

    /** The data folder of one server of this cluster. */
    public DataFolder data(String server, Launcher launcher) {
        try {
            Path folder = Files.createDirectories(path.resolve(server));
            return new DataFolder(folder.resolve("data"), folder.resolve("server.log"), launcher);
        } catch (IOException failure) {
            throw new UncheckedIOException("No folder for " + server + " in " + path, failure);
        }
    }

    /** Deletes the folder; its servers must have ended. */
    @Override
    public void close() {
        try {
            FileTree.delete(path);
            channel.close();
            Files.deleteIfExists(lock);
        } catch (IOException failure) {
            throw new UncheckedIOException("The cluster's folder " + path + " could not be deleted", failure);
        }
    }

    private static ClusterFolder locked(WorkFolder work, Launcher launcher) throws IOException {
        Path lock = Files.createTempFile(work.clusters(), prefix(), LOCK);
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        channel.lock();
        Path folder = Files.createDirectory(folderOf(lock));
        if (!Platform.isWindows()) {
            boolean othersPassThrough = launcher.owner().isPresent();
            Files.setPosixFilePermissions(
                    folder, PosixFilePermissions.fromString(othersPassThrough ? "rwx--x--x" : "rwx------"));
        }
        return new ClusterFolder(folder, lock, channel);
    }

    /** Ours are left out by name: opening and closing our own lock's file would give the lock up. */
    private static List<Path> locksOfOthers(Path clusters) throws IOException {
        try (Stream<Path> entries = Files.list(clusters)) {
            return entries.filter(entry -> nameOf(entry).endsWith(LOCK))
                    .filter(entry -> !nameOf(entry).startsWith(prefix()))
                    .toList();
        }
    }

    private static String prefix() {
        return "jvm" + ProcessHandle.current().pid() + "-";
    }

    private static String nameOf(Path entry) {
        return String.valueOf(entry.getFileName());
    }

    private static Path folderOf(Path lock) {
        String name = nameOf(lock);
        return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    private static void clearIfAbandoned(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            @Nullable FileLock free = channel.tryLock();
            if (free != null) {
                clear(folderOf(lock));
                Files.deleteIfExists(lock);
            }
        } catch (NoSuchFileException anotherJvmWasFaster) {
            return;
        }
    }

    private static void clear(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            endServers(folder);
            FileTree.delete(folder);
        }
    }

    /** Servers that outlived their JVM, for example because they were frozen. */
    private static void endServers(Path folder) throws IOException {
        try (Stream<Path> servers = Files.list(folder)) {
            servers.map(server -> PostmasterFile.in(server.resolve("data")))
                    .flatMap(file -> file.pid().stream())
                    .filter(ClusterFolder::isPostgres)
                    .forEach(ClusterFolder::end);
        }
    }

    private static void end(long pid) {
        List<Long> children =
                Signals.below(pid).stream().map(ProcessHandle::pid).toList();
        Signals.send("QUIT", List.of(pid));
        Signals.send("CONT", List.of(pid));
        Signals.send("CONT", children);
    }

    private static boolean isPostgres(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.contains("postgres"))
                .isPresent();
    }
}
