package io.github.jdbcreplicated.internal.cluster;

/**
 * An interrupt for one thread in one wait in a pool. It is seen by that thread in this wait, or it is not sent.
 *
 * <p>Who waits (W) and who wakes (M) go through
 *
 * <pre>{@code
 * W: number = odd; the pool; number = even; is there a wakeUp? if so, settle
 * M: wakeUp = this; 10 ms; under this object's lock: is W parked? is the number the same? then interrupt
 * }</pre>
 *
 * <p>If W finds the wake-up, the lock tells them who was first: either it was sent, in full, and W takes the interrupt off
 * itself; or it never will be. What has to be excluded is that W does not find it and M sends it all the same. W's store
 * and load may pass each other, on the CPU or in the compiler, as they are not volatile and cost no fence. So, let W not
 * have found it:
 *
 * <ul>
 *   <li>Then W loaded before M's volatile store was seen. Whatever W had stored by then was in its CPU's buffer at most,
 *       which empties within microseconds, and at once if the thread is taken off the CPU: M sees all of it 10 ms later.
 *       A store that the compiler had put after the load may still be missing if W lost its CPU between the two; but then W
 *       is not parked, it is runnable, and is left alone.
 *   <li>If M sees W parked, W parked after that load, or M would see it run. Parking passes full fences, so M, who looks at
 *       the number after that, sees that this wait is over.
 * </ul>
 *
 * <p>A thread that M saw parked in the wait, and that left it since, loads later than that, and finds the wake-up.
 *
 * <p>The language's memory model knows nothing of buffers that empty in time, so this is an argument about machines and
 * about what parking does. Were it wrong, a thread that got its connection of a dying node in this very moment would be
 * interrupted once in the application's code. To be right by the model alone would take a fence in every lease.
 *
 * <p>An interrupt of the application's own stays: a thread that has one is not sent another, and its own is not taken off.
 * Only one that comes between ours and the moment when the woken thread has taken that off, which is as long as it takes to
 * run again, cannot be told from it; both have then ended the same wait.
 *
 * <p>Made by any thread, used by one that wakes and one that waits.
 */
final class WakeUp {
    private final PoolWait wait;
    private final Thread thread;
    private final int number;

    /** Guarded by this object's lock, under which nothing blocks. */
    private boolean sent;

    /** Guarded by this object's lock. */
    private boolean settled;

    WakeUp(PoolWait wait, Thread thread, int number) {
        this.wait = wait;
        this.thread = thread;
        this.number = number;
    }

    /** Has the wait be found by who leaves it; then this must be sent. Answers whether it is not on its way already. */
    boolean announce() {
        return wait.putOn(this);
    }

    /** Interrupts the thread, if it waits still, and does nothing else. One that runs is left for the next time. */
    void send() {
        if (!trySend()) {
            wait.takeOff(this);
        }
    }

    /** Noted first: one that fails halfway may have been sent. */
    private synchronized boolean trySend() {
        if (!settled && isParked() && wait.isIn(number) && !thread.isInterrupted()) {
            sent = true;
            thread.interrupt();
        }
        return sent;
    }

    private boolean isParked() {
        Thread.State state = thread.getState();
        return state == Thread.State.TIMED_WAITING || state == Thread.State.WAITING;
    }

    /** Called by the thread that has left this wait: answers whether it was woken, and takes the interrupt off it. */
    synchronized boolean settle(int left) {
        settled = true;
        boolean woken = sent && number == left;
        if (woken) {
            Thread.interrupted();
        }
        return woken;
    }
}
