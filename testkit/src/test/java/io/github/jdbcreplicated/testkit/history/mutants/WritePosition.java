package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.Lsn;
import java.sql.Connection;
import java.sql.SQLException;

/** Takes how far the log is written, where a commit need not be when it returns. */
final class WritePosition extends Router {

    WritePosition(Servers servers) {
        super(servers);
    }

    @Override
    Token capture(Connection connection) throws SQLException {
        Lsn written = Lsn.parse(ask(connection, "select pg_current_wal_lsn()::text"));
        return new Token(timeline(connection), written, System.nanoTime());
    }
}
