package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.Connection;
import java.time.Duration;

/** Reads on the primary for a while after a write, then anywhere. */
final class TimeWindow extends Router {

    static final Duration LENGTH = Duration.ofMillis(200);

    TimeWindow(Servers servers) {
        super(servers);
    }

    @Override
    boolean covers(Connection connection, PostgresNode replica, Token token) {
        return System.nanoTime() - token.writtenNanos() > LENGTH.toNanos();
    }
}
