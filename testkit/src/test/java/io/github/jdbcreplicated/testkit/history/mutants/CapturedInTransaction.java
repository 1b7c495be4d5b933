package io.github.jdbcreplicated.testkit.history.mutants;

import java.sql.Connection;
import java.sql.SQLException;

/** Takes the position before the commit, which is written behind it. */
final class CapturedInTransaction extends Router {

    CapturedInTransaction(Servers servers) {
        super(servers);
    }

    @Override
    Token commit(Connection connection) throws SQLException {
        Token token = capture(connection);
        connection.commit();
        connection.setAutoCommit(true);
        return token;
    }
}
