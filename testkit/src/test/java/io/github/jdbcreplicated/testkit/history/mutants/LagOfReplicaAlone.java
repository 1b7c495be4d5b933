package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.Connection;
import java.sql.SQLException;

/** Asks the replica how late it is, which it cannot know. */
final class LagOfReplicaAlone extends Router {

    LagOfReplicaAlone(Servers servers) {
        super(servers);
    }

    @Override
    boolean covers(Connection connection, PostgresNode replica, Token token) throws SQLException {
        return ask(connection, "select pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()")
                .equals("t");
    }
}
