package io.github.jdbcreplicated.testkit.network;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A cut that waits for its moment. It cuts one connection, the first that gets there. Safe for several threads. */
public final class Cut {

    private final String moment;

    /** Set once by the connection that gets there first. */
    private final AtomicBoolean claimed = new AtomicBoolean();

    /** Released by that connection when it is cut, awaited by tests. */
    private final CountDownLatch happened = new CountDownLatch(1);

    Cut(String moment) {
        this.moment = moment;
    }

    /** Whether a connection was cut. */
    public boolean hasHappened() {
        return happened.getCount() == 0;
    }

    /**
     * Waits until a connection was cut.
     *
     * @throws IllegalStateException if none was in time
     */
    public void await(Duration limit) {
        try {
            if (!happened.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("Within " + limit.toMillis() + " ms no connection was cut " + moment);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the cut " + moment, interruption);
        }
    }

    @Override
    public String toString() {
        return "cut " + moment + (hasHappened() ? ", happened" : ", waiting");
    }

    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    void hasCut() {
        happened.countDown();
    }
}
