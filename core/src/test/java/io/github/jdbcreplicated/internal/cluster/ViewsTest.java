package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In which order changes are told, and by whom. */
class ViewsTest {
    private final List<Node> nodes = Servers.cluster(2);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> atOnce = new CopyOnWriteArrayList<>();
    private Runnable meanwhile = () -> {};
    private final Views views = new Views(
            ViewsTest::view,
            Facts.ofUnknown(nodes),
            (before, after) -> atOnce.add(change(before, after)),
            (before, after) -> {
                String change = change(before, after);
                Runnable task = meanwhile;
                meanwhile = () -> {};
                task.run();
                told.add(change);
            });

    @Test
    void whatChangesWhileSomebodyTellsIsToldAfterwardsByThatOne() throws Exception {
        CountDownLatch tells = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        meanwhile = () -> {
            tells.countDown();
            awaitUninterrupted(over);
        };
        Thread first = new Thread(() -> drain(1, true));
        first.start();
        assertThat(tells.await(10, TimeUnit.SECONDS)).isTrue();
        drain(2, true);
        drain(1, false);
        assertThat(atOnce).as("of dead calls").containsExactly("0 -> 1", "1 -> 2", "2 -> 1");
        assertThat(told).isEmpty();
        over.countDown();
        first.join(10_000);
        assertThat(told).containsExactly("0 -> 1", "1 -> 2", "2 -> 1");
    }

    @Test
    void aListenerThatChangesSomethingDoesNotWaitForItself() {
        meanwhile = () -> drain(2, true);
        drain(1, true);
        assertThat(told).containsExactly("0 -> 1", "1 -> 2");
    }

    @Test
    void anErrorDoesNotEndTheTelling() {
        meanwhile = () -> {
            throw new StackOverflowError("of a listener");
        };
        assertThatThrownBy(() -> drain(1, true)).isInstanceOf(StackOverflowError.class);
        drain(2, true);
        assertThat(told).containsExactly("1 -> 2");
    }

    @Test
    void whatHappensQuietlyIsOneChange() {
        views.changeQuietly(() -> {
            drain(1, true);
            drain(2, true);
        });
        assertThat(told).containsExactly("0 -> 2");
        assertThat(atOnce).isEmpty();
    }

    @Test
    void aChangeThatAnswersTheSameViewIsNone() {
        ClusterView before = views.now();
        views.publish(view -> view);
        assertThat(views.now()).isSameAs(before);
        assertThat(told).isEmpty();
        assertThat(atOnce).isEmpty();
    }

    @Test
    void changesOfManyThreadsAreToldInTheirOrder() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (Node node : nodes.subList(1, 3)) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 1_000; i++) {
                    drain(node.index(), i % 2 == 0);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        assertThat(told).hasSize(2_000);
        for (int i = 1; i < told.size(); i++) {
            String before = told.get(i - 1);
            assertThat(told.get(i)).startsWith(before.substring(before.length() - 1) + " ->");
        }
    }

    private void drain(int node, boolean out) {
        views.publish(before -> view(before.facts.with(nodes.get(node), facts -> facts.withDrained(out))));
    }

    private static String change(ClusterView before, ClusterView after) {
        return drained(before) + " -> " + drained(after);
    }

    private static long drained(ClusterView view) {
        return view.facts.nodes().stream().filter(NodeFacts::drained).count();
    }

    private static void awaitUninterrupted(CountDownLatch over) {
        try {
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ClusterView view(Facts facts) {
        return new ClusterView("default", facts, Duration.ofSeconds(10), 1);
    }
}
