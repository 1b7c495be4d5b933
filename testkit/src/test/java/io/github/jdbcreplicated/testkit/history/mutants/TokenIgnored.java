package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.Connection;

/** Reads anywhere: whether a replica has what the token asks for is not looked at. */
final class TokenIgnored extends Router {

    TokenIgnored(Servers servers) {
        super(servers);
    }

    @Override
    boolean covers(Connection connection, PostgresNode replica, Token token) {
        return true;
    }
}
