package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.cluster.Waiter.Outcome;
import io.github.jdbcreplicated.internal.cluster.WaitingPool.Manner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose wait ends when, and with what; nobody is interrupted afterwards but by the application. */
class DeadWaitsTest {
    private WaitingPool pool;
    private List<Node> nodes;
    private Facts facts;

    /** What others' threads were to do, and do when {@link #wake} says so. */
    private final Queue<Runnable> due = new ArrayDeque<>();

    private final DeadWaits waits = new DeadWaits(due::add);

    DeadWaitsTest() {
        with(Manner.KEEPS);
    }

    @AfterEach
    void nobodyWaitsOn() {
        for (int i = 0; i < 10; i++) {
            pool.give(new FakeConnection());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWaitForANodeThatDiesEndsInBothRoles(boolean forWriting) throws Exception {
        Waiter waiter = begin(replica(), forWriting);
        waits.endNew(view(facts), view(without(replica())));
        wake();
        assertEnded(waiter);
    }

    @Test
    void oneThatBeganLaterEndsWhenTheNodesAreLookedAt() throws Exception {
        Waiter waiter = begin(replica(), false);
        Facts out = without(replica());
        waits.endNew(view(out), view(out.with(nodes.get(2), node -> node.withDrained(true))));
        assertThat(due).as("what every change does").isEmpty();
        waits.look(view(out));
        wake();
        assertEnded(waiter);
    }

    @Test
    void aWaitForANodeThatIsWellIsLeftAlone() throws Exception {
        Waiter waiter = begin(replica(), false);
        waits.look(view(facts));
        waits.look(view(without(nodes.get(2))));
        waits.endNew(view(facts), view(without(nodes.get(2))));
        assertThat(due).isEmpty();
        assertGiven(waiter);
    }

    @Test
    void aWriteIsLeftWhereWritesAreStillSentTo() throws Exception {
        Node primary = nodes.get(0);
        Waiter write = begin(primary, true);
        Waiter read = begin(primary, false);
        waits.look(view(without(primary)));
        wake();
        assertEnded(read);
        assertThat(write.isOver()).isFalse();
        Sightings seen = facts.sightings().with(primary, Servers.primary(1, 100, 0), 0);
        waits.look(view(without(primary).with(seen)));
        wake();
        assertEnded(write);
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"KEEPS", "FORGETS", "UNCHECKED", "SNEAKS"})
    void whateverThePoolThrowsTheWaitersErrorIsItsOwn(Manner manner) throws Exception {
        with(manner);
        Waiter waiter = begin(replica(), false);
        waits.look(view(without(replica())));
        wake();
        assertEnded(waiter);
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"GIVES", "GIVES_AND_FORGETS", "WAITS_ON"})
    void aPoolThatGivesAConnectionAllTheSameIsTakenAtItsWord(Manner manner) throws Exception {
        with(manner);
        Waiter waiter = begin(replica(), false);
        waits.look(view(without(replica())));
        wake();
        assertGiven(waiter);
    }

    @Test
    void aVirtualThreadsWaitEndsToo() throws Exception {
        Waiter waiter = begin(replica(), false, Waiter.virtualThreads());
        waits.look(view(without(replica())));
        wake();
        assertEnded(waiter);
    }

    @Test
    void allWhoWaitAreWoken() throws Exception {
        List<Waiter> all =
                IntStream.range(0, 20).mapToObj(i -> begin(replica(), false)).toList();
        waits.look(view(without(replica())));
        assertThat(due).as("threads for it").hasSize(1);
        wake();
        for (Waiter waiter : all) {
            assertEnded(waiter);
        }
    }

    @Test
    void aThreadThatRunsIsLeftAlone() throws Exception {
        pool.spins = true;
        Waiter waiter = begin(replica(), false);
        waits.look(view(without(replica())));
        wake();
        assertThat(waiter.thread.isInterrupted()).isFalse();
        assertGiven(waiter);
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"KEEPS", "UNCHECKED", "GIVES", "WAITS_ON"})
    void anInterruptOfTheApplicationsFromBeforeTheWaitIsKept(Manner manner) throws Exception {
        with(manner);
        pool.give(new FakeConnection());
        Waiter waiter = new Waiter(
                replica(),
                false,
                work -> new Thread(() -> {
                    Thread.currentThread().interrupt();
                    work.run();
                }));
        assertItsOwn(waiter.outcome());
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"KEEPS", "UNCHECKED", "GIVES"})
    void anInterruptOfTheApplicationsDuringTheWaitIsKept(Manner manner) throws Exception {
        with(manner);
        Waiter waiter = begin(replica(), false);
        waits.look(view(without(replica())));
        waiter.thread.interrupt();
        assertItsOwn(waiter.outcome());
        wake();
        assertThat(waiter.outcome().interrupted()).isTrue();
    }

    @Test
    void theNextLeaseInTheSameSlotIsLeftAlone() throws Exception {
        Waiter waiter = begin(replica(), false);
        waits.look(view(without(replica())));
        assertGiven(waiter);
        Waiter next = begin(replica(), false);
        wake();
        assertThat(next.isOver()).isFalse();
        assertGiven(next);
    }

    @Test
    void nothingIsKeptOfAThreadThatHasEnded() throws Exception {
        Waiter waiter = begin(replica(), false);
        assertGiven(waiter);
        waiter.thread.join();
        Waiter other = begin(replica(), true);
        assertThat(threads()).containsExactlyInAnyOrder(waiter.thread, other.thread);
        waits.look(view(facts));
        assertThat(threads()).containsExactly(other.thread);
        assertGiven(other);
    }

    private List<Thread> threads() {
        return Stream.of(replica().inFlight(false), replica().inFlight(true))
                .flatMap(inFlight -> inFlight.threads().stream())
                .toList();
    }

    private void with(Manner manner) {
        pool = new WaitingPool(manner);
        nodes = IntStream.range(0, 3)
                .mapToObj(i -> new Node("default", new NodeSettings("", "node-" + i, pool, pool, 1), i == 0, i))
                .toList();
        facts = Facts.ofUnknown(nodes);
    }

    private Node replica() {
        return nodes.get(1);
    }

    private Facts without(Node out) {
        return facts.with(out, node -> node.with(node.health().unreachable(0, "is gone")));
    }

    private static ClusterView view(Facts of) {
        return new ClusterView("default", of, Duration.ofSeconds(10), 1);
    }

    private Waiter begin(Node node, boolean forWriting) {
        return begin(node, forWriting, Thread::new);
    }

    private Waiter begin(Node node, boolean forWriting, Function<Runnable, Thread> threads) {
        Waiter waiter = new Waiter(node, forWriting, threads);
        Waiter.await(() -> pool.holds(waiter.thread));
        return waiter;
    }

    private void wake() {
        due.forEach(Runnable::run);
        due.clear();
    }

    private static void assertEnded(Waiter waiter) throws Exception {
        Outcome outcome = waiter.outcome();
        assertThat(outcome.failure())
                .isInstanceOf(WaitEndedException.class)
                .hasNoCause()
                .hasMessageContaining("node-")
                .hasMessageContaining("out of reach")
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
        assertThat(outcome.interrupted()).as("interrupted").isFalse();
    }

    private void assertGiven(Waiter waiter) throws Exception {
        pool.give(new FakeConnection());
        assertThat(waiter.outcome().failure()).isNull();
        assertThat(waiter.outcome().connection()).isNotNull();
        assertThat(waiter.outcome().interrupted()).as("interrupted").isFalse();
    }

    private static void assertItsOwn(Outcome outcome) {
        assertThat(outcome.interrupted()).as("interrupted").isTrue();
        assertThat(outcome.failure() instanceof WaitEndedException)
                .as("ended from here")
                .isFalse();
    }
}
