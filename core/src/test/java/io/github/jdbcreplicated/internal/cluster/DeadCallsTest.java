package io.github.jdbcreplicated.internal.cluster;

import static io.github.jdbcreplicated.internal.cluster.Servers.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    void onlyReadsThatLastEndOnAHinderedNode() throws Exception {
        NodeFacts hindered = facts.of(first).withHindered("waits for a lock");
        begin();
        assertThat(calls.look(hindered, 1)).as("anything lasts").isFalse();
        FakeConnection later = new FakeConnection();
        first.remember(false, later.connection);
        assertThat(calls.look(hindered, 2)).as("anything lasts").isTrue();
        assertThat(read.isAborted()).isTrue();
        assertLeftAlone(later);
        assertLeftAlone(write);
    }

    @Test
    void aReadInTheSlotOfAnotherDoesNotLast() throws Exception {
        NodeFacts hindered = facts.of(first).withHindered("waits for a lock");
        int slot = first.remember(false, read.connection);
        calls.look(hindered, 1);
        first.forget(false, slot);
        FakeConnection next = new FakeConnection();
        assertThat(first.remember(false, next.connection)).isEqualTo(slot);
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
        int slot = first.remember(false, read.connection);
        first.forget(false, slot);
        calls.look(unreachable(0).of(first), 1);
        assertNothingEnded();
    }

    @Test
    void oneThatRefusesDoesNotKeepTheOthers() throws Exception {
        first.remember(false, new FakeConnection(true).connection);
        begin();
        FakeConnection last = new FakeConnection();
        first.remember(false, last.connection);
        calls.look(unreachable(0).of(first), 1);
        assertThat(read.isAborted()).isTrue();
        assertThat(last.isAborted()).isTrue();
    }

    @Test
    void whatWentBackBeforeItsTurnCameIsLeftAlone() {
        List<Runnable> due = new ArrayList<>();
        DeadCalls later = new DeadCalls(ABORT_AFTER, due::add);
        int slot = first.remember(false, read.connection);
        later.look(unreachable(0).of(first), 1);
        first.forget(false, slot);
        FakeConnection next = new FakeConnection();
        assertThat(first.remember(false, next.connection)).isEqualTo(slot);
        assertThat(due).hasSize(1);
        due.forEach(Runnable::run);
        assertThat(read.wasAborted()).isFalse();
        assertThat(next.wasAborted()).isFalse();
    }

    @Test
    void oneThatHangsHoldsUpNoOtherAndIsNotEndedTwice() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        FakeConnection hanging = new FakeConnection(over);
        first.remember(false, hanging.connection);
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

    private void begin() {
        first.remember(false, read.connection);
        first.remember(true, write.connection);
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
}
