package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.internal.cluster.Credentials;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What few handles ever have, kept apart so that all the others are small: one is made for every connection that the
 * application asks for.
 *
 * <p>Used by the thread that uses the handle, but for what is said of a field.
 */
final class RareState {
    private static final AtomicReferenceFieldUpdater<RareState, @Nullable Lease> LEFT =
            AtomicReferenceFieldUpdater.newUpdater(RareState.class, Lease.class, "left");

    /**
     * A lease that was left while something made on it was open, which keeps it until the last of that is closed. Written
     * by the using thread, and emptied by one that closes; read by one that aborts.
     */
    private volatile @Nullable Lease left;

    /** The connection borrowed last for rows of metadata. Written by the using thread; read by one that closes. */
    @Nullable
    volatile Borrowed borrowed;

    /** Written by whichever thread aborts; read by the using thread. */
    volatile boolean aborted;

    /** Null for the pools' own. */
    @Nullable
    Credentials credentials;

    /** What the application set; null while it set nothing. */
    @Nullable
    SessionSettings session;

    /** The scope in which the application declared the start of its transaction. */
    @Nullable
    ReplicationScope begunIn;

    /** Whether the transaction has savepoints. */
    boolean savepoints;

    @Nullable
    Lease left() {
        return left;
    }

    /** Leaves this lease, or none; answers the one that was left before, which is the caller's to give back. */
    @Nullable
    Lease leave(@Nullable Lease lease) {
        return LEFT.getAndSet(this, lease);
    }

    /** Whether this lease was left, and is the caller's to give back now. */
    boolean takeBack(Lease lease) {
        return left == lease && LEFT.compareAndSet(this, lease, null);
    }

    SessionSettings settings() {
        if (session == null) {
            session = new SessionSettings();
        }
        return session;
    }
}
