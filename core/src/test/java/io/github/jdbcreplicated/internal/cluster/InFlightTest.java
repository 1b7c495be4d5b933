package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final int SLOTS = 512;

    private final InFlight inFlight = new InFlight();

    @Test
    void whatIsAddedIsThereUntilItIsRemoved() {
        Connection one = connection();
        Connection other = connection();
        int slot = inFlight.add(one);
        int otherSlot = inFlight.add(other);
        assertThat(present()).containsExactlyInAnyOrder(one, other);
        assertThat(inFlight.has(new InFlight.Call(slot, one))).isTrue();
        assertThat(inFlight.has(new InFlight.Call(slot, other))).isFalse();
        inFlight.remove(slot);
        assertThat(present()).containsExactly(other);
        inFlight.remove(otherSlot);
        assertThat(present()).isEmpty();
    }

    @Test
    void aThreadWritesTheSlotThatItWroteTheLastTime() {
        int slot = inFlight.add(connection());
        inFlight.remove(slot);
        assertThat(inFlight.add(connection())).isEqualTo(slot);
    }

    @Test
    void everySlotIsUsedAndWhatFindsNoneIsLeftAlone() {
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(inFlight.add(connection()));
        }
        assertThat(slots).hasSize(SLOTS).allMatch(slot -> slot >= 0 && slot < SLOTS);
        List<Connection> before = present();
        int none = inFlight.add(connection());
        assertThat(slots).doesNotContain(none);
        assertThat(present()).isEqualTo(before);
        inFlight.remove(none);
        assertThat(present()).isEqualTo(before);
        inFlight.remove(17);
        assertThat(inFlight.add(connection())).as("the only free one").isEqualTo(17);
    }

    @Test
    void whatWasBegunAndNotEndedIsCounted() {
        inFlight.begin();
        inFlight.begin();
        inFlight.end();
        assertThat(inFlight.count()).isEqualTo(1);
    }

    @Test
    void manyThreadsKeepTheirOwnAndLeaveNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> done = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                done.add(threads.submit(() -> {
                    start.await();
                    boolean kept = true;
                    for (int round = 0; round < 500; round++) {
                        kept &= addAndRemove();
                    }
                    return kept;
                }));
            }
            start.countDown();
            for (Future<Boolean> one : done) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(present()).isEmpty();
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void threadsThatMeetAtTheLastFreeSlotsDoNotTakeEachOthers() throws Exception {
        for (int i = 0; i < SLOTS - 4; i++) {
            inFlight.add(connection());
        }
        List<Connection> before = present();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> done = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                Connection mine = connection();
                done.add(threads.submit(() -> {
                    boolean kept = true;
                    for (int round = 0; round < 2_000; round++) {
                        kept &= keepsItsSlot(mine);
                    }
                    return kept;
                }));
            }
            for (Future<Boolean> one : done) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(present()).isEqualTo(before);
    }

    private boolean keepsItsSlot(Connection mine) {
        int slot = inFlight.add(mine);
        boolean kept = slot < 0 || inFlight.has(new InFlight.Call(slot, mine));
        inFlight.remove(slot);
        return kept;
    }

    /** More than one at a time, so that the threads' slots meet; answers whether each kept the slot that it was given. */
    private boolean addAndRemove() {
        List<Connection> mine = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Connection connection = connection();
            mine.add(connection);
            inFlight.begin();
            slots.add(inFlight.add(connection));
        }
        boolean kept = true;
        for (int i = 0; i < mine.size(); i++) {
            kept &= inFlight.has(new InFlight.Call(slots.get(i), mine.get(i)));
            inFlight.remove(slots.get(i));
            inFlight.end();
        }
        return kept;
    }

    private List<Connection> present() {
        return inFlight.now().stream().map(InFlight.Call::connection).toList();
    }

    private static Connection connection() {
        return new FakeConnection().connection;
    }
}
