package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Consistency;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What share a replica is given whose pool gives connections again, with a clock moved by hand. */
class SlowStartTest {
    private static final Duration DOWNTIME = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();

    @Test
    void aReplicaThatItsPoolServesAgainIsGivenASmallShareWhereServersAreWatched() {
        try (Cluster cluster = cluster()) {
            cluster.watch(List.of(), Duration.ZERO);
            assertThat(shareAfterAnOutage(cluster)).isBetween(0.02, 0.18);
        }
    }

    @Test
    void elsewhereItIsGivenAllOfItsShare() {
        try (Cluster cluster = cluster()) {
            assertThat(shareAfterAnOutage(cluster)).isBetween(0.4, 0.6);
        }
    }

    private double shareAfterAnOutage(Cluster cluster) {
        Node first = cluster.replicas().get(0);
        cluster.passOver(first, new SQLException("no slot is left", "53300"));
        assertThat(cluster.isUp(first)).isFalse();
        now.addAndGet(DOWNTIME.toNanos());
        assertThat(cluster.chooseReplica(first, null)).isSameAs(first);
        cluster.gaveConnection(first);
        assertThat(cluster.isUp(first)).isTrue();
        long hits = IntStream.range(0, 2_000)
                .filter(i -> cluster.chooseReplica(null, null) == first)
                .count();
        return hits / 2_000.0;
    }

    private Cluster cluster() {
        return new Cluster(
                "default",
                node("primary"),
                List.of(node("replica-1"), node("replica-2")),
                new FailureStance(DOWNTIME, Duration.ofSeconds(30), true, 5, 8),
                new Freshness(
                        Consistency.READ_YOUR_WRITES,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(250),
                        Duration.ofMinutes(5)),
                now::get,
                new Listeners(List.of()));
    }

    /** Whose pool is its probe too, so that nothing is concluded from how long that takes. */
    private static NodeSettings node(String name) {
        PGSimpleDataSource never = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new SQLException("closed");
            }
        };
        return new NodeSettings("replica(\"" + name + "\")", name, never, never, 1);
    }
}
