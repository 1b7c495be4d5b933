package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Dialect;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.dialect.ServerIdentity;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Which server, since when, each physical connection leads to: asked once for each, as none changes its server.
 *
 * <p>Used by any thread. To look one up allocates nothing and writes nothing: it is done with each lease that has a floor.
 */
final class ConnectionRuns {
    /** A power of two; at least half of it is empty. */
    private static final int LEAST_SIZE = 16;

    /** By the connections' hashes; replaced as a whole by who leases a connection first, read by all. */
    private volatile @Nullable Entry[] known = new Entry[LEAST_SIZE];

    /** Whether the connection leads to the server of this run; no transaction may be open on it, and none is left. */
    boolean isOf(Incarnation run, Connection connection) throws SQLException {
        Connection physical = connection.unwrap(Connection.class);
        Entry found = find(known, physical);
        Entry entry = found != null ? found : ask(connection, physical);
        return entry != null && entry.isOf(run);
    }

    private @Nullable Entry ask(Connection connection, Connection physical) throws SQLException {
        ServerIdentity answer = Dialect.of(connection).identify(connection);
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return answer == null ? null : add(new Entry(physical, answer));
    }

    /** Without those whose connections are gone. */
    private synchronized Entry add(Entry added) {
        @Nullable Entry[] before = known;
        int alive = 1;
        for (Entry entry : before) {
            alive += entry != null && !entry.refersTo(null) ? 1 : 0;
        }
        @Nullable Entry[] next = new Entry[Math.max(LEAST_SIZE, Integer.highestOneBit(alive) * 4)];
        put(next, added);
        for (Entry entry : before) {
            if (entry != null && !entry.refersTo(null)) {
                put(next, entry);
            }
        }
        known = next;
        return added;
    }

    /** How many are remembered, those whose connections are gone since the last was added among them. */
    int size() {
        int size = 0;
        for (Entry entry : known) {
            size += entry == null ? 0 : 1;
        }
        return size;
    }

    private static void put(@Nullable Entry[] table, Entry entry) {
        int at = entry.hash & (table.length - 1);
        while (table[at] != null) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = entry;
    }

    private static @Nullable Entry find(@Nullable Entry[] table, Connection physical) {
        int at = System.identityHashCode(physical) & (table.length - 1);
        Entry entry = table[at];
        while (entry != null && !entry.refersTo(physical)) {
            at = (at + 1) & (table.length - 1);
            entry = table[at];
        }
        return entry;
    }

    /** A connection, not what it equals: pools' wrappers may say that they equal each other. */
    private static final class Entry extends WeakReference<Connection> {
        private final int hash;
        private final ServerIdentity server;

        /** A run of this server, as most are asked about; written and read by any thread, each of which finds the same. */
        private volatile @Nullable Incarnation matched;

        Entry(Connection connection, ServerIdentity server) {
            super(connection);
            this.hash = System.identityHashCode(connection);
            this.server = server;
        }

        @SuppressWarnings("ReferenceEquality") // what is the same object need not be compared
        boolean isOf(Incarnation run) {
            if (run == matched) {
                return true;
            }
            boolean same =
                    server.system().equals(run.system()) && server.startedAt().equals(run.startedAt());
            if (same) {
                matched = run;
            }
            return same;
        }
    }
}
