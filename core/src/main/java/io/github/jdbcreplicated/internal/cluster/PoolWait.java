package io.github.jdbcreplicated.internal.cluster;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Which thread is in a node's pool, waiting for a connection, so that it can be woken when the node is dead.
 *
 * <p>Every lease passes here, and almost none is ever woken: whoever waits makes ordered stores and plain loads, and
 * nothing that has its CPU wait for others. What makes that enough is written at {@link WakeUp}. Used by one thread at a
 * time, and then by another, as handed over by {@link InFlight}.
 */
abstract class PoolWait {
    private static final AtomicReferenceFieldUpdater<PoolWait, @Nullable Thread> THREAD =
            AtomicReferenceFieldUpdater.newUpdater(PoolWait.class, Thread.class, "thread");
    private static final AtomicIntegerFieldUpdater<PoolWait> NUMBER =
            AtomicIntegerFieldUpdater.newUpdater(PoolWait.class, "number");
    private static final AtomicReferenceFieldUpdater<PoolWait, @Nullable WakeUp> WAKE_UP =
            AtomicReferenceFieldUpdater.newUpdater(PoolWait.class, WakeUp.class, "wakeUp");

    /**
     * Who waits, or was the last to. Written by who waits, and left: usually the next is the same, and a collector may take
     * a store of a reference as an occasion for a fence. Read by who wakes, and emptied by the monitor's thread.
     */
    volatile @Nullable Thread thread;

    /** Odd while somebody waits, and another number for each wait. Written by who waits, read by who wakes. */
    private volatile int number;

    /** Put here by who wakes, taken off by the one of both who is done with it last; read by who waited. */
    private volatile @Nullable WakeUp wakeUp;

    /** Has the calling thread be woken if the node dies; then it must {@link #leave}. */
    final void enter() {
        Thread me = Thread.currentThread();
        if (thread != me) {
            THREAD.lazySet(this, me);
        }
        NUMBER.lazySet(this, number + 1);
    }

    /**
     * Has the calling thread not be woken any more: after this, no interrupt reaches it that it was not sent by others.
     * Answers whether it was woken.
     */
    final boolean leave() {
        int left = number;
        NUMBER.lazySet(this, left + 1);
        WakeUp other = wakeUp;
        return other != null && settle(other, left);
    }

    private boolean settle(WakeUp with, int left) {
        boolean woken = with.settle(left);
        takeOff(with);
        return woken;
    }

    /** Keeps no thread that has ended, nor what that worked on; one that comes meanwhile has put itself there instead. */
    final void forgetEnded() {
        Thread last = thread;
        if (last != null && !last.isAlive()) {
            THREAD.compareAndSet(this, last, null);
        }
    }

    /** Who waits now, to be woken; null for nobody. */
    final @Nullable WakeUp now() {
        int seen = number;
        Thread who = thread;
        return who != null && isIn(seen) ? new WakeUp(this, who, seen) : null;
    }

    /** Whether this wait lasts. */
    final boolean isIn(int wait) {
        return (wait & 1) == 1 && number == wait;
    }

    /** Whether no other was there. */
    final boolean putOn(WakeUp due) {
        return WAKE_UP.compareAndSet(this, null, due);
    }

    final void takeOff(WakeUp done) {
        WAKE_UP.compareAndSet(this, done, null);
    }
}
