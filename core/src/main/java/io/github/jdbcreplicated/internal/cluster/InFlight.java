package io.github.jdbcreplicated.internal.cluster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one node that are in use: how many, and which, so that they can be ended when the node is dead.
 *
 * <p>Used by any thread. A lease costs one atomic change as it begins and one as it ends, of a word that it shares with
 * some other threads only.
 */
final class InFlight {
    private static final AtomicIntegerFieldUpdater<InFlight> USED =
            AtomicIntegerFieldUpdater.newUpdater(InFlight.class, "used");
    private static final AtomicIntegerFieldUpdater<InFlight> BEYOND =
            AtomicIntegerFieldUpdater.newUpdater(InFlight.class, "beyond");

    /** Of {@link #taken}: an object around the array would be one more that the processor's cache must hold. */
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    /** Of {@link #slots}, likewise. */
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Slot[].class);

    /** For 256 leases, which is more than pools have; what is beyond is counted, but cannot be ended from here. */
    private static final int WORDS = 4;

    /** As far from each other as two cache lines, which processors fetch together: CPUs do not wait for others' words. */
    private static final int APART = 128 / Long.BYTES;

    /** One bit per slot that is taken; written by each lease and release, read by the balancer. */
    private final long[] taken = new long[(WORDS + 1) * APART];

    /** Those that were ever taken. Written by whoever has taken one first, read by that and by the monitor's thread. */
    private final @Nullable Slot[] slots = new Slot[WORDS * Long.SIZE];

    /** One bit for each word with a slot that was ever taken, only ever more; written as that is, read by the balancer. */
    private volatile int used;

    /** Those that found no slot; written by each of them. */
    private volatile int beyond;

    /** Looks only where there is something: with many nodes, each word is one more that the processor's cache must hold. */
    int count() {
        int count = beyond;
        for (int words = used; words != 0; words &= words - 1) {
            count += Long.bitCount(word(at(Integer.numberOfTrailingZeros(words))));
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
                return slot(word, bit);
            }
        }
        BEYOND.incrementAndGet(this);
        return new Slot(this, 0, 0);
    }

    /** The slot that is this bit of that word is free again; no bit stands for one that was only counted. */
    void release(int word, long bit) {
        if (bit == 0) {
            BEYOND.decrementAndGet(this);
        } else {
            WORD.getAndAdd(taken, word, -bit);
        }
    }

    private long word(int place) {
        return (long) WORD.getVolatile(taken, place);
    }

    /** Nobody else makes this one: its bit is taken. */
    private Slot slot(int word, int bit) {
        int place = word * Long.SIZE + bit;
        Slot known = known(place);
        if (known != null) {
            return known;
        }
        Slot made = new Slot(this, at(word), 1L << bit);
        SLOT.setVolatile(slots, place, made);
        USED.getAndAccumulate(this, 1 << word, (before, more) -> before | more);
        return made;
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
            before = word(word);
            free = (before & own) == 0 ? own : Long.lowestOneBit(~before);
        } while (free != 0 && !WORD.compareAndSet(taken, word, before, before | free));
        return Long.numberOfTrailingZeros(free);
    }

    /** Keeps nothing of threads that have ended. */
    void forgetEnded() {
        slots().forEach(Slot::forgetEnded);
    }

    /** Those of which something is kept. */
    List<Thread> threads() {
        return slots().map(slot -> slot.thread).filter(Objects::nonNull).toList();
    }

    /** Those that wait for their connection now. */
    List<WakeUp> waits() {
        return slots().map(Slot::now).filter(Objects::nonNull).toList();
    }

    /** Those that are in use now. */
    List<Call> now() {
        List<Call> all = new ArrayList<>();
        slots().forEach(slot -> {
            Connection connection = slot.connection;
            if (connection != null) {
                all.add(new Call(slot, connection));
            }
        });
        return all;
    }

    private Stream<Slot> slots() {
        return IntStream.range(0, slots.length).mapToObj(this::known).filter(Objects::nonNull);
    }

    private @Nullable Slot known(int place) {
        return (Slot) SLOT.getVolatile(slots, place);
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
