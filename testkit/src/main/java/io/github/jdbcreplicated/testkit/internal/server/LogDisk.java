package io.github.jdbcreplicated.testkit.internal.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A small disk in memory for a server's log, that can be full as any other. Moved to and from while the server is down. */
final class LogDisk {

    /** Room for some segments: what is written while it is full has to fit in afterwards. */
    private static final long ROOM = 112L << 20;

    private static final int PIECE = 1 << 16;
    private static final String FILLER = "filler";

    private final Path log;
    private final Launcher launcher;

    LogDisk(Path data, Launcher launcher) {
        this.log = data.resolve("pg_wal");
        this.launcher = launcher;
    }

    boolean isInUse() throws IOException {
        return Files.isDirectory(log, LinkOption.NOFOLLOW_LINKS)
                && Files.getFileStore(log).type().equals("tmpfs")
                && !Files.getFileStore(log).equals(Files.getFileStore(parent()));
    }

    /** Puts the log there, with what is in it. */
    void use() throws IOException {
        Path before = log.resolveSibling("pg_wal.before");
        Files.move(log, before);
        Files.createDirectory(log);
        Signals.run(List.of(
                "mount", "-t", "tmpfs", "-o", "mode=0700,size=" + (size(before) + ROOM), "tmpfs", log.toString()));
        if (!isInUse()) {
            FileTree.delete(log);
            Files.move(before, log);
            throw new IllegalStateException(
                    "No small disk could be mounted at " + log + ": that needs Linux, root, and the right to mount");
        }
        FileTree.copy(before, log, any -> true);
        FileTree.delete(before);
        launcher.handOver(log);
    }

    /** Puts the log back on the disk of the data. */
    void leave() throws IOException {
        if (isInUse()) {
            free();
            Path after = log.resolveSibling("pg_wal.after");
            FileTree.copy(log, after, any -> true);
            unmount(log);
            FileTree.delete(log);
            Files.move(after, log, StandardCopyOption.ATOMIC_MOVE);
            launcher.handOver(log);
        }
    }

    /** Leaves no byte free. */
    void fill() throws IOException {
        if (!isInUse()) {
            throw new IllegalStateException("The log in " + log + " is not on a small disk");
        }
        byte[] piece = new byte[PIECE];
        for (int length = PIECE; length > 0; length /= 2) {
            append(piece, length);
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(log.resolve(FILLER));
    }

    /** Whatever is mounted there, if that is still possible. */
    static void unmount(Path folder) {
        Signals.run(List.of("umount", "-l", folder.toString()));
    }

    private void append(byte[] piece, int length) {
        try (OutputStream file = Files.newOutputStream(
                log.resolve(FILLER),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND)) {
            while (true) {
                file.write(piece, 0, length);
            }
        } catch (IOException full) {
            return;
        }
    }

    private Path parent() throws IOException {
        Path parent = log.getParent();
        if (parent == null) {
            throw new IOException(log + " has no parent");
        }
        return parent;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(LogDisk::length).sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
