package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final int SLOTS = 256;

    private final InFlight inFlight = new InFlight();

    @Test
    void whatIsKeptIsThereUntilItsLeaseEnds() {
        Connection one = connection();
        Connection other = connection();
        Slot slot = keep(one);
        Slot otherSlot = keep(other);
        assertThat(present()).containsExactlyInAnyOrder(one, other);
        assertThat(new InFlight.Call(slot, one).isInUse()).isTrue();
        assertThat(new InFlight.Call(slot, other).isInUse()).isFalse();
        slot.end();
        assertThat(present()).containsExactly(other);
        assertThat(new InFlight.Call(slot, one).isInUse()).isFalse();
        otherSlot.end();
        assertThat(present()).isEmpty();
    }

    @Test
    void aThreadTakesTheSlotThatItHadTheLastTime() {
        Slot slot = keep(connection());
        slot.end();
        assertThat(keep(connection())).isSameAs(slot);
    }

    @Test
    void everySlotIsUsedAndWhatFindsNoneIsOnlyCounted() {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(keep(connection()));
        }
        assertThat(slots).doesNotHaveDuplicates();
        assertThat(inFlight.count()).isEqualTo(SLOTS);
        List<Connection> before = present();
        assertThat(before).hasSize(SLOTS);
        Slot none = keep(connection());
        assertThat(slots).doesNotContain(none);
        assertThat(present()).isEqualTo(before);
        assertThat(inFlight.count()).isEqualTo(SLOTS + 1);
        none.end();
        assertThat(inFlight.count()).isEqualTo(SLOTS);
        assertThat(present()).isEqualTo(before);
        slots.get(17).end();
        assertThat(keep(connection())).as("the only free one").isSameAs(slots.get(17));
    }

    @Test
    void whatWasBegunAndNotEndedIsCounted() {
        inFlight.begin();
        inFlight.begin().end();
        assertThat(inFlight.count()).isEqualTo(1);
        assertThat(present()).as("without a connection yet").isEmpty();
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
            keep(connection());
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
        Slot slot = keep(mine);
        boolean kept = new InFlight.Call(slot, mine).isInUse();
        slot.end();
        return kept;
    }

    /** More than one at a time, so that the threads' slots meet; answers whether each kept the slot that it was given. */
    private boolean addAndRemove() {
        List<InFlight.Call> mine = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Connection connection = connection();
            mine.add(new InFlight.Call(keep(connection), connection));
        }
        boolean kept = mine.stream().allMatch(InFlight.Call::isInUse);
        mine.forEach(call -> call.slot().end());
        return kept;
    }

    private Slot keep(Connection leased) {
        Slot slot = inFlight.begin();
        slot.keep(leased);
        return slot;
    }

    private List<Connection> present() {
        return inFlight.now().stream().map(InFlight.Call::connection).toList();
    }

    private static Connection connection() {
        return new FakeConnection().connection;
    }
}
