package io.github.jdbcreplicated.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PostgresClusterTest(replicas = 2)
class LogDiskTest {
    private final PostgresCluster cluster;

    LogDiskTest(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void emptyTable() throws SQLException {
        Notes.create(cluster);
    }

    @Test
    void replicaWhoseLogDiskIsFullReceivesNothingMoreUntilItIsFreed() throws SQLException {
        PostgresNode replica = cluster.replica(1);
        putLogOnSmallDisk(replica);
        replica.fillLogDisk();
        Notes.ask(
                cluster.primary().adminDataSource(),
                "select count(pg_catalog.pg_logical_emit_message(false, 'testkit', repeat('x', 1000000)))"
                        + " from generate_series(1, 60)");
        Notes.write(cluster.primary(), "more than fits");
        Lsn written = cluster.primary().writePosition();

        assertThat(replica.isRunning() && hasReplayed(replica, written)).isFalse();

        replica.freeLogDisk();
        replica.awaitReplayed(written, Duration.ofSeconds(20));
        cluster.heal();
        assertThat(Notes.count(replica, "more than fits")).isEqualTo(1);
    }

    private static boolean hasReplayed(PostgresNode replica, Lsn position) {
        try {
            replica.awaitReplayed(position, Duration.ofSeconds(1));
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private static void putLogOnSmallDisk(PostgresNode replica) {
        try {
            replica.putLogOnSmallDisk();
        } catch (IllegalStateException mayNotMount) {
            abort(mayNotMount.getMessage());
        }
    }
}
