package io.github.jdbcreplicated.testkit.internal.server;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the tar archives that the PostgreSQL jars carry: files, folders and symbolic links with names of at most 100
 * bytes. Anything else in an archive is refused by name, so that no file is left out unseen.
 */
final class TarReader {

    private static final int BLOCK = 512;

    private final DataInputStream in;
    private final Path target;

    TarReader(InputStream in, Path target) {
        this.in = new DataInputStream(in);
        this.target = target;
    }

    void unpack() throws IOException {
        byte[] header = new byte[BLOCK];
        while (nextHeader(header)) {
            Path path = inside(text(header, 0, 100));
            switch (header[156]) {
                case '5' -> Files.createDirectories(path);
                case '0', 0 -> file(path, octal(header, 124, 12), octal(header, 100, 8));
                case '2' -> Files.createSymbolicLink(parentOf(path), Path.of(text(header, 157, 100)));
                default ->
                    throw new IOException(
                            "The archive has an entry of the unknown kind '" + (char) header[156] + "': " + path);
            }
        }
    }

    private boolean nextHeader(byte[] header) throws IOException {
        try {
            in.readFully(header);
        } catch (EOFException end) {
            return false;
        }
        return header[0] != 0;
    }

    private void file(Path path, long size, long mode) throws IOException {
        try (OutputStream out = Files.newOutputStream(parentOf(path))) {
            copy(size, out);
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        if (!Platform.isWindows()) {
            Files.setPosixFilePermissions(path, permissions(mode));
        }
    }

    private void copy(long size, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = size; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("The archive ends in the middle of a file");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private Path inside(String name) throws IOException {
        Path path = target.resolve(name).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The archive names a file outside its own folder: " + name);
        }
        return path;
    }

    private static Path parentOf(Path path) throws IOException {
        @Nullable Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return path;
    }

    private static Set<PosixFilePermission> permissions(long mode) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int from, int length) {
        return Long.parseLong(text(header, from, length).trim(), 8);
    }
}
