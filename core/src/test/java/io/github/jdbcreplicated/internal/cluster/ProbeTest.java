package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import io.github.jdbcreplicated.testkit.network.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One question at a time, shared by all who ask meanwhile. */
@PostgresClusterTest(replicas = 2)
class ProbeTest {
    private final List<Observation> observed = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private PostgresCluster cluster;
    private Probe probe;

    @BeforeEach
    void open(PostgresCluster running) {
        cluster = running;
        NodeSettings settings = new NodeSettings(
                "primary",
                "primary",
                running.primary().adminDataSource(),
                running.primary().dataSource(),
                1);
        probe = new Probe(
                new Node("default", settings, true, 0),
                Duration.ofSeconds(2),
                System::nanoTime,
                observed::add,
                failures::add);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void allWhoAskWhileAQuestionIsOnItsWayShareTheNext() throws Exception {
        answer(probe.ask());
        cluster.primary().network().delay(Duration.ofMillis(100));
        Traffic before = cluster.primary().network().traffic();
        CompletableFuture<Observation> onItsWay = probe.ask();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (cluster.primary().network().traffic().since(before).messagesToServer() == 0) {
            assertThat(System.nanoTime() - deadline).isNegative();
            LockSupport.parkNanos(1_000_000);
        }
        List<CompletableFuture<Observation>> shared =
                Stream.generate(probe::ask).limit(50).toList();
        assertThat(shared).containsOnly(shared.get(0)).doesNotContain(onItsWay);
        answer(shared.get(0));
        assertThat(cluster.primary().network().traffic().since(before).roundTrips())
                .isEqualTo(2);
    }

    @Test
    void theObserverLearnsBeforeThoseWhoAsked() throws Exception {
        CompletableFuture<Integer> atTheAnswer = probe.ask().thenApply(answer -> observed.size());
        assertThat(atTheAnswer.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void aConnectionThatDiedUnnoticedIsReplacedAtOnce() throws Exception {
        answer(probe.ask());
        cluster.primary().terminateConnections();
        assertThat(answer(probe.ask()).position().isKnown()).isTrue();
    }

    @Test
    void aServerThatHangsHoldsUpNobodyWhoCloses() throws Exception {
        answer(probe.ask());
        cluster.primary().network().blackhole();
        CompletableFuture<Observation> asked = probe.ask();
        long before = System.nanoTime();
        probe.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(asked.handle((answer, failure) -> failure != null).get(10, TimeUnit.SECONDS))
                .isTrue();
        cluster.primary().network().heal();
    }

    @Test
    void aQuestionThatNobodySendsIsNotOwed() {
        probe.close();
        assertThat(probe.ask()).isCompletedExceptionally();
        assertThat(probe.owedFor()).isZero();
    }

    private static Observation answer(CompletableFuture<Observation> asked) throws Exception {
        return asked.get(10, TimeUnit.SECONDS);
    }
}
