package io.github.jdbcreplicated.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/testkit.md}, word for word. */
// example begins
@PostgresClusterTest(replicas = 2)
class ExampleInTheDocsTest {

    @Test
    void replicaWithPausedReplayIsStale(PostgresCluster cluster) throws SQLException {
        PostgresNode primary = cluster.primary();
        PostgresNode stale = cluster.replica(1);
        Notes.create(cluster);

        stale.pauseReplay();
        Notes.write(primary, "hello");
        cluster.replica(2).awaitReplayed(primary.writePosition(), Duration.ofSeconds(5));
        assertThat(Notes.count(cluster.replica(2), "hello")).isEqualTo(1);
        assertThat(Notes.count(stale, "hello")).isZero();
    }
}
// example ends

class ExampleInTheDocsIsTheTestedOneTest {

    @Test
    void pageShowsWhatIsTested() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../docs/testkit.md"));
        List<String> source =
                Files.readAllLines(Path.of("src/test/java/io/github/jdbcreplicated/testkit/ExampleInTheDocsTest.java"));
        List<String> example =
                source.subList(source.indexOf("// example begins") + 1, source.indexOf("// example ends"));
        assertThat(page).containsSequence(example);
    }
}
