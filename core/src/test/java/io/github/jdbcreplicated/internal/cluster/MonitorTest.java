package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What background threads survive, and what they must not conclude. */
class MonitorTest {
    private static final Freshness FRESHNESS = new Freshness(
            Consistency.READ_YOUR_WRITES,
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            Duration.ofMillis(250),
            Duration.ofMillis(5));

    @Test
    void anErrorDoesNotEndTheMonitor() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(3);
        LongSupplier clock = () -> {
            if (Thread.currentThread().getName().startsWith("replicated-monitor")) {
                rounds.countDown();
                throw new AssertionError("of a listener");
            }
            return System.nanoTime();
        };
        try (Cluster cluster = cluster(new PGSimpleDataSource(), clock)) {
            cluster.watch(List.of(), Duration.ZERO);
            assertThat(rounds.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoAsksLearnsOfAnErrorToo() {
        PGSimpleDataSource broken = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() {
                throw new StackOverflowError("of a driver");
            }
        };
        try (Cluster cluster = cluster(broken, System::nanoTime);
                Monitor monitor = new Monitor(cluster, cluster.nodes(), System::nanoTime)) {
            CompletableFuture<Observation> answer = monitor.ask(cluster.primary());
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
                    .withCauseInstanceOf(StackOverflowError.class);
        }
    }

    private static Cluster cluster(PGSimpleDataSource pool, LongSupplier clock) {
        return new Cluster(
                "default",
                new NodeSettings("primary", "primary", pool, pool, 1),
                List.of(),
                new FailureStance(Duration.ofSeconds(10), Duration.ofSeconds(30), true, 5, 8),
                FRESHNESS,
                clock,
                new Listeners(List.of()));
    }

    @Test
    void aServerThatTookTheAddressOfAReplicaWasNotPromoted() {
        Node node = node("primary", true, 0, new PGSimpleDataSource());
        Sightings before = Sightings.ofNone(1).with(node, seen("one server", 1, true, 100), 0);
        assertThat(before.with(node, seen("one server", 2, false, 200), 0).survived(new Position(1, 90), 2))
                .as("promoted")
                .isTrue();
        assertThat(before.with(node, seen("another server", 2, false, 200), 0).survived(new Position(1, 90), 2))
                .as("replaced")
                .isFalse();
    }

    private static Observation seen(String startedAt, int timeline, boolean inRecovery, long lsn) {
        Position position = new Position(timeline, lsn);
        return new Observation(new Incarnation("system", timeline, startedAt), inRecovery, position, position, 1);
    }

    private static Node node(String name, boolean primary, int index, PGSimpleDataSource pool) {
        return new Node("default", new NodeSettings(name, name, pool, pool, 1), primary, index);
    }
}
