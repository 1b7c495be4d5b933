package io.github.jdbcreplicated.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @TempDir
    Path temporary = Path.of("");

    @Test
    void folderIntoWhichOthersMayWriteIsNotTrusted() throws IOException {
        Path planted = Files.createDirectory(temporary.resolve("planted"));
        Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatIllegalStateException()
                .isThrownBy(() -> WorkFolder.at(planted))
                .withMessageContaining("others may write into it")
                .withMessageContaining("jdbcreplicated.testkit.directory");
    }

    @Test
    void linkIsNotTrustedWhereverItLeads() throws IOException {
        Path planted = Files.createSymbolicLink(temporary.resolve("planted"), temporary.resolve("elsewhere"));

        assertThatIllegalStateException()
                .isThrownBy(() -> WorkFolder.at(planted))
                .withMessageContaining("not a folder");
    }

    @Test
    void folderOfAnotherUserIsNotTrusted() throws IOException {
        Path planted = Files.createDirectory(temporary.resolve("planted"));
        assumeThat(Files.getAttribute(planted, "unix:uid"))
                .as("only root can plant this")
                .isEqualTo(0);
        Files.setAttribute(planted, "unix:uid", 65534);

        assertThatIllegalStateException()
                .isThrownBy(() -> WorkFolder.at(planted))
                .withMessageContaining("belongs to");
    }

    @Test
    void twoWhoUnpackAtOnceGetTheSameWholeFolder() throws Exception {
        WorkFolder work = WorkFolder.at(temporary.resolve("work"));
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<Path> first = both.submit(() -> BundledPostgres.unpackedIn(work));
            Future<Path> second = both.submit(() -> BundledPostgres.unpackedIn(work));

            assertThat(first.get()).isEqualTo(second.get());
            assertThat(new PostgresHome(first.get()).program("postgres")).isNotEmpty();
        } finally {
            both.shutdown();
        }
        try (Stream<Path> left = Files.list(work.binaries())) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void clusterFolderOfAKilledJvmIsClearedAway() throws IOException {
        WorkFolder work = WorkFolder.at(temporary.resolve("work"));
        Path lock = Files.createFile(work.clusters().resolve("jvm0-1.lock"));
        Path abandoned = Files.createDirectories(work.clusters().resolve("jvm0-1/primary/data"));
        try (ClusterFolder mine = ClusterFolder.create(work, Launcher.forThisProcess());
                ClusterFolder second = ClusterFolder.create(work, Launcher.forThisProcess())) {
            assertThat(abandoned).doesNotExist();
            assertThat(lock).doesNotExist();
            assertThat(List.of(mine, second)).doesNotHaveDuplicates();
            try (Stream<Path> left = Files.list(work.clusters())) {
                assertThat(left).hasSize(4);
            }
        }
        assertThat(work.clusters()).isEmptyDirectory();
    }
}
