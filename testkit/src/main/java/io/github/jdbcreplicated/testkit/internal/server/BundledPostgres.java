package io.github.jdbcreplicated.testkit.internal.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL in a jar on the class path, unpacked once per machine and user.
 *
 * <p>Several JVMs may unpack at the same time: each into a folder of its own, and the first to rename it wins.
 */
final class BundledPostgres {

    private BundledPostgres() {}

    static Path unpackedIn(WorkFolder work) {
        return unpackedIn(work, Platform.current());
    }

    static Path unpackedIn(WorkFolder work, Platform platform) {
        URL archive = onClassPath(platform);
        try {
            Path home = work.binaries().resolve(nameOf(platform, archive));
            if (!Files.isDirectory(home)) {
                unpack(archive, work.temporary(work.binaries()), home);
            }
            return home;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The bundled PostgreSQL could not be unpacked below " + work.root(), failure);
        }
    }

    private static URL onClassPath(Platform platform) {
        @Nullable URL archive = find(Thread.currentThread().getContextClassLoader(), platform.archive());
        if (archive == null) {
            archive = find(BundledPostgres.class.getClassLoader(), platform.archive());
        }
        if (archive == null) {
            throw new IllegalStateException("The PostgreSQL for this platform is not on the class path (looked for "
                    + platform.archive() + "). Add the test dependency io.zonky.test.postgres:" + platform.artifact()
                    + ", or name an installed PostgreSQL: " + PostgresHome.howToName());
        }
        return archive;
    }

    private static @Nullable URL find(@Nullable ClassLoader loader, String name) {
        return loader == null ? null : loader.getResource(name);
    }

    /** Another build of the archive gets another folder. */
    private static String nameOf(Platform platform, URL archive) throws IOException {
        String stem = platform.archive().substring(0, platform.archive().length() - ".txz".length());
        return stem + "-" + Long.toHexString(checksum(archive));
    }

    /** A jar knows it without reading the archive, unless it lies in another jar (it says -1 then). */
    private static long checksum(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (var file = jar.getJarFile()) {
                long known = file.getEntry(jar.getEntryName()).getCrc();
                if (known >= 0) {
                    return known;
                }
            }
        }
        return checksumOfContent(archive);
    }

    private static long checksumOfContent(URL archive) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(archive.openStream(), new CRC32())) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getChecksum().getValue();
        }
    }

    private static void unpack(URL archive, Path temporary, Path home) throws IOException {
        try {
            try (InputStream in = new XZInputStream(archive.openStream())) {
                new TarReader(in, temporary).unpack();
            }
            Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failure) {
            if (!Files.isDirectory(home)) {
                throw failure;
            }
        } finally {
            FileTree.delete(temporary);
        }
    }
}
