package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.NodeState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A node that gave no connection is passed over for the downtime, and then tried by one thread, with a clock moved by hand. */
class ReadmissionTest {
    private static final Duration DOWNTIME = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Cluster cluster = new Cluster(
            "default",
            node("primary"),
            List.of(node("replica-1"), node("replica-2")),
            new FailureStance(DOWNTIME, Duration.ofSeconds(30), true, 5, 8),
            new Freshness(
                    Consistency.READ_YOUR_WRITES,
                    Duration.ofMillis(100),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(250),
                    Duration.ofMillis(500)),
            now::get,
            new Listeners(List.of()));
    private final Node first = cluster.replicas().get(0);
    private final Node second = cluster.replicas().get(1);

    @Test
    void aNodeThatIsOutIsNotChosenBeforeTheDowntimeIsOver() {
        cluster.passOver(first, failure());
        now.addAndGet(DOWNTIME.toNanos() - 1);
        for (int i = 0; i < 100; i++) {
            assertThat(cluster.chooseReplica(null, null)).isSameAs(second);
        }
        assertThat(cluster.chooseReplica(first, null)).isNull();
        assertThat(cluster.isUp(first)).isFalse();
    }

    @Test
    void whoeverAsksFirstAfterTheDowntimeTriesTheNodeAndNobodyElseDoes() {
        for (int round = 0; round < 50; round++) {
            cluster.passOver(first, failure());
            now.addAndGet(DOWNTIME.toNanos());
            assertThat(cluster.chooseReplica(null, null)).isSameAs(first);
            for (int i = 0; i < 10; i++) {
                assertThat(cluster.chooseReplica(null, null)).isSameAs(second);
            }
            cluster.gaveConnection(first);
            assertThat(cluster.isUp(first)).isTrue();
        }
    }

    @Test
    void aUnitThatKeepsItsReplicaDoesNotUseUpTheTrialOfAnother() {
        cluster.passOver(first, failure());
        now.addAndGet(DOWNTIME.toNanos());
        assertThat(cluster.chooseReplica(second, null)).isSameAs(second);
        assertThat(cluster.chooseReplica(null, null)).isSameAs(first);
    }

    @Test
    void aUnitThatKeepsTheReplicaThatIsDueTriesIt() {
        cluster.passOver(first, failure());
        now.addAndGet(DOWNTIME.toNanos());
        assertThat(cluster.chooseReplica(first, null)).isSameAs(first);
        assertThat(cluster.chooseReplica(first, null)).isNull();
    }

    @Test
    void aTrialThatFailsCostsAnotherDowntime() {
        cluster.passOver(first, failure());
        now.addAndGet(DOWNTIME.toNanos());
        assertThat(cluster.chooseReplica(null, null)).isSameAs(first);
        cluster.passOver(first, failure());
        now.addAndGet(DOWNTIME.toNanos() - 1);
        assertThat(cluster.chooseReplica(null, null)).isSameAs(second);
        now.addAndGet(1);
        assertThat(cluster.chooseReplica(null, null)).isSameAs(first);
    }

    @Test
    void theLastReplicaIsTriedAgainToo() {
        cluster.passOver(first, failure());
        cluster.passOver(second, failure());
        assertThat(cluster.chooseReplica(null, null)).isNull();
        now.addAndGet(DOWNTIME.toNanos());
        assertThat(List.of(chosen(), chosen())).containsExactlyInAnyOrder(first, second);
        assertThat(cluster.chooseReplica(null, null)).isNull();
    }

    @Test
    void exactlyOneOfManyThreadsTriesANodeThatIsDue() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 200; round++) {
                cluster.passOver(first, failure());
                now.addAndGet(DOWNTIME.toNanos());
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Node>> answers = java.util.stream.IntStream.range(0, 8)
                        .mapToObj(i -> threads.submit(() -> {
                            start.await();
                            return chosen();
                        }))
                        .toList();
                start.countDown();
                int tried = 0;
                for (Future<Node> answer : answers) {
                    tried += answer.get(10, TimeUnit.SECONDS) == first ? 1 : 0;
                }
                assertThat(tried)
                        .as("threads that tried the node in round %d", round)
                        .isEqualTo(1);
                cluster.gaveConnection(first);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(cluster.state().replicas()).allMatch(NodeState::up);
    }

    private Node chosen() {
        return Objects.requireNonNull(cluster.chooseReplica(null, null));
    }

    private static SQLException failure() {
        return new SQLException("refused", "08001");
    }

    private static NodeSettings node(String name) {
        PGSimpleDataSource never = new PGSimpleDataSource();
        return new NodeSettings("replica(\"" + name + "\")", name, never, never, 1);
    }
}
