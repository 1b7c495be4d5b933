package io.github.jdbcreplicated.internal.cluster;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections of one node that are in use: how many, and which, so that they can be ended when the node is dead.
 *
 * <p>Used by any thread. A lease costs one atomic change as it begins and one as it ends, of a word that it shares with
 * some other threads only.
 */
final class InFlight {
    /** For 256 leases, which is more than pools have; what is beyond is counted, but cannot be ended from here. */
    private static final int WORDS = 4;

    /** One bit per slot that is taken; written by each lease and release, read by the balancer. */
    private final AtomicLong[] taken = new AtomicLong[WORDS];

    private final Slot[] slots = new Slot[WORDS * Long.SIZE];

    /** Those that found no slot; written by each of them. */
    private final AtomicInteger beyond = new AtomicInteger();

    InFlight() {
        Arrays.setAll(taken, word -> new AtomicLong());
        Arrays.setAll(slots, slot -> new Slot(taken[slot / Long.SIZE], 1L << slot));
    }

    int count() {
        int count = beyond.get();
        for (AtomicLong word : taken) {
            count += Long.bitCount(word.get());
        }
        return count;
    }

    /** Counts one more, from before its connection is asked for. */
    Slot begin() {
        int first = (int) Thread.currentThread().getId();
        long own = 1L << (first / WORDS);
        for (int i = 0; i < WORDS; i++) {
            int word = (first + i) & (WORDS - 1);
            int bit = take(taken[word], own);
            if (bit < Long.SIZE) {
                return slots[word * Long.SIZE + bit];
            }
        }
        beyond.incrementAndGet();
        return new Slot(beyond);
    }

    /**
     * The bit that the calling thread has taken; 64 where all are. Its own if it can: what the slot knows of the thread is
     * then true already.
     */
    private static int take(AtomicLong word, long own) {
        long before;
        long free;
        do {
            before = word.get();
            free = (before & own) == 0 ? own : Long.lowestOneBit(~before);
        } while (free != 0 && !word.compareAndSet(before, before | free));
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
