package io.github.jdbcreplicated.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.jdbcreplicated.testkit.internal.server.Await;
import io.github.jdbcreplicated.testkit.internal.server.WorkFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From start to end, and past it. */
class LifecycleTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    @Test
    void killedJvmLeavesNoServerBehindNotEvenAFrozenOne() throws Exception {
        List<Long> servers;
        try (ChildJvm child = ChildJvm.start(List.of(), CLASS_PATH, TEMPORARY, "1", "frozen")) {
            assertThat(child.line()).isEqualTo("1 row");
            servers = pids(child.line());
            assertThat(child.line()).isEqualTo("ready");
            assertThat(running(servers)).hasSizeGreaterThan(8);
            child.kill();
        }
        Await.until(
                "the servers to end",
                Notes.SOON,
                () -> running(servers).toString(),
                () -> running(servers).isEmpty());
    }

    @Test
    void jvmThatEndsWithoutClosingLeavesNeitherServersNorFiles() throws Exception {
        List<Long> servers;
        try (ChildJvm child = ChildJvm.start(List.of(), CLASS_PATH, TEMPORARY, "0")) {
            assertThat(child.line()).isEqualTo("1 row");
            servers = pids(child.line());
            assertThat(child.line()).isEqualTo("ready");
            assertThat(child.end()).isZero();
        }
        assertThat(running(servers)).isEmpty();
        assertThat(foldersWith(servers.get(0))).isEmpty();
    }

    @Test
    void ordinaryUserNeedsNothingSpecial(@TempDir Path home) throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("otherwise all tests show it")
                .isEqualTo("root");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        List<Long> servers;
        try (ChildJvm child = ChildJvm.start(nobody, readableClassPath(home), home, "1")) {
            assertThat(child.line()).isEqualTo("1 row");
            servers = pids(child.line());
            assertThat(child.line()).isEqualTo("ready");
            assertThat(Files.getAttribute(Path.of("/proc", servers.get(0).toString()), "unix:uid"))
                    .isEqualTo(65534);
            child.kill();
        }
        Await.until(
                "the servers to end",
                Notes.SOON,
                () -> running(servers).toString(),
                () -> running(servers).isEmpty());
    }

    @Test
    void clustersLiveSideBySideAndCloseWithinSecondsEvenWhenFrozen() throws SQLException {
        PostgresCluster other = PostgresCluster.builder().replicas(0).start();
        PostgresCluster cluster = PostgresCluster.builder().replicas(1).start();
        List<Long> servers = cluster.nodes().stream().map(PostgresNode::pid).toList();
        Notes.create(other);
        Notes.create(cluster);
        Notes.write(cluster.primary(), "ours");
        assertThat(Notes.count(other.primary(), "ours")).isZero();

        cluster.nodes().forEach(PostgresNode::freeze);
        long before = System.nanoTime();
        cluster.close();
        cluster.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
        assertThat(running(servers)).isEmpty();
        assertThatThrownBy(() -> cluster.primary().dataSource().getConnection()).isInstanceOf(SQLException.class);

        assertThat(Notes.count(other.primary(), "ours")).isZero();
        other.close();
    }

    @Test
    void installedPostgresIsUsedWhenItsFolderIsNamed(@TempDir Path folder) throws IOException, SQLException {
        Path installed = Files.createSymbolicLink(folder.resolve("installed"), bundled());
        try (PostgresCluster cluster = PostgresCluster.builder()
                .replicas(1)
                .postgresHome(installed)
                .setting("work_mem", "3MB")
                .start()) {
            assertThat(Notes.ask(cluster.replica(1).dataSource(), "show work_mem"))
                    .isEqualTo("3MB");
            String commandLine = Files.readString(
                    Path.of("/proc", Long.toString(cluster.primary().pid()), "cmdline"));
            assertThat(commandLine).startsWith(installed + "/bin/postgres");
        }
    }

    @Test
    void settingThatPostgresDoesNotKnowFailsWithItsLog() {
        assertThatThrownBy(() ->
                        PostgresCluster.builder().setting("no_such_thing", "1").start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended instead of starting")
                .hasMessageContaining("unrecognized configuration parameter \"no_such_thing\"");
    }

    private static Path bundled() throws IOException {
        try (Stream<Path> homes = Files.list(WorkFolder.open().root().resolve("binaries"))) {
            return homes.filter(home -> Files.exists(home.resolve("bin/postgres")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Long> pids(String line) {
        return Arrays.stream(line.split(" ")).map(Long::valueOf).toList();
    }

    /** Those that still are PostgreSQL's: a number may have gone to another process. */
    private static List<Long> running(List<Long> pids) {
        return pids.stream()
                .filter(pid -> ProcessHandle.of(pid)
                        .flatMap(process -> process.info().command())
                        .filter(command -> command.contains("postgres"))
                        .isPresent())
                .toList();
    }

    private static List<Path> foldersWith(long primary) throws IOException {
        try (Stream<Path> clusters = Files.list(WorkFolder.open().root().resolve("clusters"))) {
            return clusters.filter(cluster -> isServedBy(primary, cluster)).toList();
        }
    }

    private static boolean isServedBy(long pid, Path cluster) {
        try {
            return Files.readString(cluster.resolve("primary/data/postmaster.pid"))
                    .startsWith(pid + "\n");
        } catch (IOException none) {
            return false;
        }
    }

    /** The tests' class path may lie in a home that others cannot enter. */
    private static String readableClassPath(Path home) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : CLASS_PATH.split(File.pathSeparator)) {
            if (Files.exists(Path.of(entry))) {
                Path copy = home.resolve("class-path-" + copies.size());
                copy(Path.of(entry), copy);
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        file.equals(from)
                                ? to
                                : to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
