package io.github.jdbcreplicated.internal.cluster;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The connections of one node that are in use: how many, and which, so that they can be ended when the node is dead.
 *
 * <p>Used by any thread. A lease costs one atomic change as it begins and one as it ends, of a word that it shares with
 * some other threads only.
 */
final class InFlight {
    /** For 256 leases, which is more than pools have; what is beyond is counted, but cannot be ended from here. */
    private static final int WORDS = 4;

    /** As far from each other as two cache lines, which processors fetch together: CPUs do not wait for others' words. */
    private static final int APART = 128 / Long.BYTES;

    /** One bit per slot that is taken; written by each lease and release, read by the balancer. */
    private final AtomicLongArray taken = new AtomicLongArray((WORDS + 1) * APART);

    private final Slot[] slots = new Slot[WORDS * Long.SIZE];

    /** Those that found no slot; written by each of them. */
    private final AtomicInteger beyond = new AtomicInteger();

    InFlight() {
        Arrays.setAll(slots, slot -> new Slot(taken, at(slot / Long.SIZE), 1L << slot));
    }

    int count() {
        int count = beyond.get();
        for (int word = 0; word < WORDS; word++) {
            count += Long.bitCount(taken.get(at(word)));
        }
        return count;
    }

    /** Counts one more, from before its connection is asked for. */
    Slot begin() {
        int first = (int) Thread.currentThread().getId();
        long own = 1L << (first / WORDS);
        for (int i = 0; i < WORDS; i++) {
            int word = (first + i) & (WORDS - 1);
            int bit = take(at(word), own);
            if (bit < Long.SIZE) {
                return slots[word * Long.SIZE + bit];
            }
        }
        beyond.incrementAndGet();
        return new Slot(beyond);
    }

    private static int at(int word) {
        return (word + 1) * APART;
    }

    /**
     * The bit that the calling thread has taken; 64 where all are. Its own if it can: what the slot knows of the thread is
     * then true already.
     */
    private int take(int word, long own) {
        long before;
        long free;
        do {
            before = taken.get(word);
            free = (before & own) == 0 ? own : Long.lowestOneBit(~before);
        } while (free != 0 && !taken.compareAndSet(word, before, before | free));
        return Long.numberOfTrailingZeros(free);
    }

    /** Keeps nothing of threads that have ended. */
    void forgetEnded() {
        for (Slot slot : slots) {
            slot.forgetEnded();
        }
    }

    /** Those of which something is kept. */
    List<Thread> threads() {
        return Arrays.stream(slots)
                .map(slot -> slot.thread)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Those that wait for their connection now. */
    List<WakeUp> waits() {
        return Arrays.stream(slots).map(Slot::now).filter(Objects::nonNull).toList();
    }

    /** Those that are in use now. */
    List<Call> now() {
        List<Call> all = new ArrayList<>();
        for (Slot slot : slots) {
            Connection connection = slot.connection;
            if (connection != null) {
                all.add(new Call(slot, connection));
            }
        }
        return all;
    }

    /** A connection that was in use, and where it was kept. */
    record Call(Slot slot, Connection connection) {
        /** By the connection itself, whatever a pool has to say of its equality. */
        @SuppressWarnings("ReferenceEquality")
        boolean isSameAs(Call other) {
            return slot == other.slot && connection == other.connection;
        }

        /** Whether it is in use still, or again if its pool hands out the same object. */
        boolean isInUse() {
            return slot.connection == connection;
        }
    }
}
