package io.github.jdbcreplicated.internal.cluster;

import static io.github.jdbcreplicated.internal.cluster.Servers.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Which calls are ended when; a read on another node that ends later shows that what came before it was left alone. */
class DeadCallsTest {
    private static final Duration ABORT_AFTER = Duration.ofSeconds(30);

    private final List<Node> nodes = Servers.cluster(2);
    private final Node first = nodes.get(1);
    private final Facts facts = Facts.ofUnknown(nodes);
    private final DeadCalls calls = new DeadCalls(ABORT_AFTER);

    private final FakeConnection read = new FakeConnection();
    private final FakeConnection write = new FakeConnection();

    @Test
    void readsEndAsSoonAsTheirNodeIsOutOfReach() throws Exception {
        begin();
        calls.endNew(view(facts), view(unreachable(0)));
        assertThat(read.isAborted()).isTrue();
        assertLeftAlone(write);
    }

    @Test
    void whatIsOutOfReachAlreadyIsNotEndedAgainByEveryChange() throws Exception {
        begin();
        ClusterView out = view(unreachable(0));
        calls.endNew(out, view(unreachable(0).with(nodes.get(2), node -> node.withDrained(true))));
        calls.endNew(view(facts), view(facts.with(first, node -> node.withDrained(true))));
        calls.endNew(
                view(facts),
                view(facts.with(first, node -> node.with(node.health().lostConnection(1)))));
        assertNothingEnded();
    }

    @Test
    void readsThatBeganLaterEndWhenTheNodeIsLookedAt() throws Exception {
        begin();
        calls.look(unreachable(0).of(first), 1);
        assertThat(read.isAborted()).isTrue();
        assertLeftAlone(write);
    }

    @Test
    void writesEndAfterALongSilenceOnly() throws Exception {
        begin();
        calls.look(unreachable(5).of(first), 5 + 30 * SECOND);
        assertThat(read.isAborted()).isTrue();
        assertLeftAlone(write);
        calls.look(unreachable(5).of(first), 5 + 30 * SECOND + 1);
        assertThat(write.isAborted()).isTrue();
    }

    @Test
    void nothingEndsOnANodeThatIsWell() throws Exception {
        begin();
        calls.look(facts.of(first), 1);
        calls.look(facts.of(first), 60 * SECOND);
        assertNothingEnded();
    }

    @Test
    void onlyReadsThatWaitAndLastEndOnAHinderedNode() throws Exception {
        FakeConnection waiting = new FakeConnection(7);
        FakeConnection other = new FakeConnection(8);
        keep(false, waiting);
        keep(false, other);
        keep(true, write);
        assertThat(calls.look(hindered(7, 9), 1)).as("anything lasts").isFalse();
        FakeConnection later = new FakeConnection(9);
        keep(false, later);
        assertThat(calls.look(hindered(7, 9), 2)).as("anything lasts").isTrue();
        assertThat(waiting.isAborted()).isTrue();
        assertLeftAlone(other);
        assertLeftAlone(later);
        assertLeftAlone(write);
    }

    @Test
    void whereNobodyCanTellWhichWaitAllThatLastEndOnceTheyWaitAtTwoLooks() throws Exception {
        begin();
        calls.look(facts.of(first), 1);
        calls.look(hindered(), 2);
        assertNothingEnded();
        FakeConnection later = new FakeConnection();
        keep(false, later);
        calls.look(hindered(), 3);
        assertThat(read.isAborted()).isTrue();
        assertLeftAlone(later);
        assertLeftAlone(write);
    }

    @Test
    void aReadThatTellsNoProcessIsNotTakenForOneOfTheOthers() throws Exception {
        begin();
        calls.look(facts.of(first), 1);
        calls.look(hindered(7), 2);
        assertNothingEnded();
        calls.look(hindered(7), 3);
        assertThat(read.isAborted()).isTrue();
    }

    @Test
    void nobodyEndsWhileTheLockIsHeldAndNobodyWaits() throws Exception {
        begin();
        NodeFacts held = facts.of(first).withHindered(new Hindrance("is held", false, Set.of()));
        calls.look(held, 1);
        calls.look(held, 2);
        calls.look(held, 3);
        assertNothingEnded();
    }

    @Test
    void aReadInTheSlotOfAnotherDoesNotLast() throws Exception {
        NodeFacts hindered = hindered();
        Slot slot = keep(false, read);
        calls.look(hindered, 1);
        slot.end();
        FakeConnection next = new FakeConnection();
        assertThat(keep(false, next)).isSameAs(slot);
        assertThat(calls.look(hindered, 2)).as("anything lasts").isFalse();
        assertLeftAlone(read);
        assertLeftAlone(next);
    }

    @Test
    void whetherReadsLastIsKnownOfANodeThatIsWellToo() {
        begin();
        assertThat(calls.look(facts.of(first), 1)).isFalse();
        assertThat(calls.look(facts.of(first), 2)).isTrue();
    }

    @Test
    void whatWentBackIsLeftAlone() throws Exception {
        Slot slot = keep(false, read);
        slot.end();
        calls.look(unreachable(0).of(first), 1);
        assertNothingEnded();
    }

    @Test
    void oneThatRefusesDoesNotKeepTheOthers() throws Exception {
        keep(false, new FakeConnection(true));
        begin();
        FakeConnection last = new FakeConnection();
        keep(false, last);
        calls.look(unreachable(0).of(first), 1);
        assertThat(read.isAborted()).isTrue();
        assertThat(last.isAborted()).isTrue();
    }

    @Test
    void whatWentBackBeforeItsTurnCameIsLeftAlone() {
        List<Runnable> due = new ArrayList<>();
        DeadCalls later = new DeadCalls(ABORT_AFTER, due::add);
        Slot slot = keep(false, read);
        later.look(unreachable(0).of(first), 1);
        slot.end();
        FakeConnection next = new FakeConnection();
        assertThat(keep(false, next)).isSameAs(slot);
        assertThat(due).hasSize(1);
        due.forEach(Runnable::run);
        assertThat(read.wasAborted()).isFalse();
        assertThat(next.wasAborted()).isFalse();
    }

    @Test
    void oneThatHangsHoldsUpNoOtherAndIsNotEndedTwice() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        FakeConnection hanging = new FakeConnection(over);
        keep(false, hanging);
        begin();
        calls.look(unreachable(0).of(first), 1);
        assertThat(hanging.isAborted()).isTrue();
        assertThat(read.isAborted()).isTrue();
        calls.look(unreachable(0).of(first), 2);
        over.countDown();
        assertLeftAlone(write);
        assertThat(hanging.aborts()).isEqualTo(1);
    }

    @Test
    void nothingIsKeptOfANodeThatIsGone() {
        calls.look(facts.of(first), 1);
        calls.look(facts.of(nodes.get(2)), 1);
        calls.keepOnly(List.of(first));
        assertThat(calls.kept()).isEqualTo(1);
    }

    private NodeFacts hindered(Integer... waiting) {
        return facts.of(first).withHindered(new Hindrance("waits for a lock", true, Set.of(waiting)));
    }

    private void begin() {
        keep(false, read);
        keep(true, write);
    }

    private void assertNothingEnded() throws InterruptedException {
        assertLeftAlone(read);
        assertLeftAlone(write);
    }

    /** Once the threads that end calls are gone, what was not ended will not be. */
    private static void assertLeftAlone(FakeConnection connection) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("replicated-abort")) {
                thread.join(10_000);
            }
        }
        assertThat(connection.wasAborted()).isFalse();
    }

    private Facts unreachable(long since) {
        return facts.with(first, node -> node.with(node.health().unreachable(since, "is gone")));
    }

    private static ClusterView view(Facts of) {
        return new ClusterView("default", of, Duration.ofSeconds(10), 1);
    }

    /** As a lease does with its connection. */
    private Slot keep(boolean forWriting, FakeConnection leased) {
        Slot slot = first.begin(forWriting);
        slot.keep(leased.connection);
        return slot;
    }
}
