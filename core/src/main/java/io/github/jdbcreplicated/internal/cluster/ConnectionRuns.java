package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Dialect;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.dialect.ServerIdentity;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which server, since when, each physical connection leads to: asked once for each, as none changes its server.
 *
 * <p>Used by any thread.
 */
final class ConnectionRuns {
    /** Added to by who leases a connection first; entries go with their connections. */
    private final Map<Key, ServerIdentity> known = new ConcurrentHashMap<>();

    private final ReferenceQueue<Connection> gone = new ReferenceQueue<>();

    /** Whether the connection leads to the server of this run; no transaction may be open on it, and none is left. */
    boolean isOf(Incarnation run, Connection connection) throws SQLException {
        ServerIdentity server = serverOf(connection);
        return server != null
                && server.system().equals(run.system())
                && server.startedAt().equals(run.startedAt());
    }

    private @Nullable ServerIdentity serverOf(Connection connection) throws SQLException {
        Connection physical = connection.unwrap(Connection.class);
        ServerIdentity found = known.get(new Key(physical, null));
        return found != null ? found : ask(connection, physical);
    }

    private @Nullable ServerIdentity ask(Connection connection, Connection physical) throws SQLException {
        ServerIdentity answer = Dialect.of(connection).identify(connection);
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        forgetThoseThatAreGone();
        if (answer != null) {
            known.put(new Key(physical, gone), answer);
        }
        return answer;
    }

    private void forgetThoseThatAreGone() {
        for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll()) {
            known.remove(reference);
        }
    }

    /** A connection, not what it equals: pools' wrappers may say that they equal each other. */
    private static final class Key extends WeakReference<Connection> {
        private final int hash;

        Key(Connection connection, @Nullable ReferenceQueue<Connection> queue) {
            super(connection, queue);
            this.hash = System.identityHashCode(connection);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Key key && get() != null && key.refersTo(get()));
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
