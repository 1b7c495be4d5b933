package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.Connection;
import java.sql.SQLException;

/** Waits for the replica inside the transaction, whose snapshot the first question has taken. */
final class CheckedInSnapshot extends Router {

    CheckedInSnapshot(Servers servers) {
        super(servers);
    }

    @Override
    boolean begins(Connection connection, PostgresNode replica, Token token) throws SQLException {
        begin(connection);
        return coversSoon(connection, replica, token);
    }
}
