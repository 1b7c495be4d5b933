package io.github.jdbcreplicated.internal.cluster;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one node that are in use, so that they can be ended when the node is dead.
 *
 * <p>Used by any thread. Who adds one writes one slot, near the one that it wrote the last time, and nothing else.
 */
final class InFlight {
    /** More than any pool should have; what does not find a free one is counted, but cannot be ended from here. */
    private static final int SLOTS = 512;

    private static final int NO_SLOT = -1;

    /** Each written by the thread that leases, emptied by the one that gives back; read by the monitor's thread. */
    private final AtomicReferenceArray<@Nullable Connection> slots = new AtomicReferenceArray<>(SLOTS);

    /** Leased and not yet given back; written by each lease and release, read by the balancer. */
    private final AtomicInteger count = new AtomicInteger();

    int count() {
        return count.get();
    }

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        count.decrementAndGet();
    }

    /** Keeps the connection; answers what {@link #remove} wants. */
    int add(Connection connection) {
        int first = (int) ((Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) >>> 55);
        for (int i = 0; i < SLOTS; i++) {
            int slot = (first + i) % SLOTS;
            if (slots.get(slot) == null && slots.compareAndSet(slot, null, connection)) {
                return slot;
            }
        }
        return NO_SLOT;
    }

    void remove(int slot) {
        if (slot != NO_SLOT) {
            slots.set(slot, null);
        }
    }

    /** Those that are in use now. */
    List<Call> now() {
        List<Call> all = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            Connection connection = slots.get(i);
            if (connection != null) {
                all.add(new Call(i, connection));
            }
        }
        return all;
    }

    /** Whether it is in use still, or again if its pool hands out the same object. */
    boolean has(Call call) {
        return slots.get(call.slot()) == call.connection();
    }

    /** A connection that was in use, and where it was kept. */
    record Call(int slot, Connection connection) {
        /** By the connection itself, whatever a pool has to say of its equality. */
        @SuppressWarnings("ReferenceEquality")
        boolean isSameAs(Call other) {
            return slot == other.slot && connection == other.connection;
        }
    }
}
