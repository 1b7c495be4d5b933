package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import io.github.jdbcreplicated.testkit.network.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One question at a time, shared by all who ask meanwhile. */
@PostgresClusterTest(replicas = 2)
class ProbeTest {
    /** Writers at work, from which on questions wait for more who ask. */
    private static final int MANY = 8;

    /** For how long they do, in nanoseconds. */
    private static final long GATHERING = 1_000_000;

    private final List<Observation> observed = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private PostgresCluster cluster;
    private Node node;
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
        node = new Node("default", settings, true, 0);
        probe = new Probe(node, Duration.ofSeconds(2), System::nanoTime, observed::add, failures::add);
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
    void whereManyWriteTheQuestionAfterASharedOneWaitsForMore() throws Exception {
        cluster.primary().network().delay(Duration.ofMillis(20));
        List<Slot> writers = Stream.generate(() -> node.begin(true)).limit(MANY).toList();
        for (int i = 0; i < 10; i++) {
            assertThat(heldUpAfterAShared()).isGreaterThanOrEqualTo(GATHERING);
        }
        writers.get(0).end();
        assertThat(isEverLess(this::heldUpAfterAShared)).isTrue();
    }

    @Test
    void whoAsksAloneIsNotHeldUpByThoseWhoWrite() throws Exception {
        assertThat(Stream.generate(() -> node.begin(true)).limit(MANY)).hasSize(MANY);
        assertThat(isEverLess(() -> heldUp(new AtomicLong(System.nanoTime()), probe.ask())))
                .isTrue();
    }

    /** For how long a question was kept that was asked when the answer came that three had waited for. */
    private long heldUpAfterAShared() throws Exception {
        AtomicLong asked = new AtomicLong();
        CompletableFuture<Observation> first = probe.ask();
        CompletableFuture<Observation> second = probe.ask();
        CompletableFuture<Observation> third = probe.ask();
        return heldUp(asked, CompletableFuture.allOf(first, second, third).thenCompose(all -> {
            asked.set(System.nanoTime());
            return probe.ask();
        }));
    }

    private static long heldUp(AtomicLong asked, CompletableFuture<Observation> question) throws Exception {
        long sent = answer(question).askedAt();
        return sent - asked.get();
    }

    /** This machine may be held up too, but not always. */
    private static boolean isEverLess(Callable<Long> heldUp) throws Exception {
        for (int i = 0; i < 200; i++) {
            if (heldUp.call() < GATHERING) {
                return true;
            }
        }
        return false;
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
