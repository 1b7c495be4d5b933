package io.github.jdbcreplicated.internal.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** Where a node counts one lease, and finds its connection. Used by one lease at a time, and then by another. */
public final class Slot extends PoolWait {
    private static final AtomicReferenceFieldUpdater<Slot, @Nullable Connection> CONNECTION =
            AtomicReferenceFieldUpdater.newUpdater(Slot.class, Connection.class, "connection");

    /** Written by whoever has the slot; read by the monitor's thread. */
    volatile @Nullable Connection connection;

    private final InFlight owner;

    /** Which bit of which word of the owner's this is while it is taken; no bit where it is only counted. */
    private final int word;

    private final long bit;

    Slot(InFlight owner, int word, long bit) {
        this.owner = owner;
        this.word = word;
        this.bit = bit;
    }

    /** A connection of that node's pool, for which the calling thread waits no longer than the node lives. */
    public Connection connection(Node node, boolean forWriting, @Nullable Credentials credentials) throws SQLException {
        enter();
        Connection given;
        try {
            given = node.connection(forWriting, credentials);
        } catch (Throwable e) { // whatever it is: this has to be left, and it is thrown on
            if (leave() && e instanceof Exception) {
                throw new WaitEndedException(node);
            }
            throw e;
        }
        keep(given);
        leave();
        return given;
    }

    /** Has the connection ended if the node dies. */
    void keep(Connection leased) {
        CONNECTION.lazySet(this, leased);
    }

    /** Counts the lease no more, and leaves its connection alone from now on: before its pool hands that on. */
    public void end() {
        CONNECTION.lazySet(this, null);
        owner.release(word, bit);
    }
}
