package io.github.jdbcreplicated.testkit.history.mutants;

import com.google.errorprone.annotations.MustBeClosed;
import io.github.jdbcreplicated.testkit.Lsn;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.history.Place;
import io.github.jdbcreplicated.testkit.history.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A router without defect: writes on the primary, reads on a replica that has what the token asks for. */
class Router {

    private final Servers servers;

    /** How far a run of a server was seen; a server goes forward as long as it runs. */
    private final Map<String, Lsn> remembered = new HashMap<>();

    private int turn;

    Router(Servers servers) {
        this.servers = servers;
    }

    final Answer write(String key, boolean waitsForFlush) throws SQLException {
        try (Connection connection = open(servers.primary())) {
            Place place = State.of(servers.primary(), connection).place();
            connection.setAutoCommit(false);
            ask(connection, "select set_config('synchronous_commit', ?, true)", waitsForFlush ? "local" : "off");
            long version = number(connection, "update kv set ver = ver + 1 where k = ? returning ver", key);
            long counter = number(connection, "update kv set ver = ver + 1 where k = ? returning ver", Stage.COUNTER);
            Token token = commit(connection);
            Place behind =
                    new Place(place.node(), place.incarnation(), place.role(), place.timeline(), end(connection));
            return new Answer(Value.version(version).withCounter(counter), behind, token);
        }
    }

    final Answer read(String key, @Nullable Token token) throws SQLException {
        for (PostgresNode replica : inTurn()) {
            try (Connection connection = open(replica)) {
                Place place = State.of(replica, connection).place();
                if (token == null || token.isNothing() || begins(connection, replica, token)) {
                    return new Answer(seen(connection, key), place, tokenOfRead(token, true));
                }
            }
        }
        try (Connection connection = open(servers.primary())) {
            Place place = State.of(servers.primary(), connection).place();
            return new Answer(seen(connection, key), place, tokenOfRead(token, false));
        }
    }

    /** Commits, and takes the position behind the commit. */
    Token commit(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        return capture(connection);
    }

    Token capture(Connection connection) throws SQLException {
        return new Token(timeline(connection), end(connection), System.nanoTime());
    }

    /** Whether the replica has what is due, waiting for it a little; asked before the snapshot is taken. */
    boolean begins(Connection connection, PostgresNode replica, Token token) throws SQLException {
        boolean covered = coversSoon(connection, replica, token);
        begin(connection);
        return covered;
    }

    final boolean coversSoon(Connection connection, PostgresNode replica, Token token) throws SQLException {
        if (covers(connection, replica, token)) {
            return true;
        }
        servers.awaitReplay();
        return covers(connection, replica, token);
    }

    boolean covers(Connection connection, PostgresNode replica, Token token) throws SQLException {
        State state = State.of(replica, connection);
        Lsn position = remembered.merge(run(state), state.position(), (one, other) -> one.covers(other) ? one : other);
        return compare(state, token) && position.covers(token.position());
    }

    /** Positions of different timelines do not compare. */
    boolean compare(State state, Token token) {
        return state.timeline() == token.timeline();
    }

    /** A server that was started again may stand further back. */
    String run(State state) {
        return state.node() + " " + state.started();
    }

    /** A read moves nothing on, so it sets no token: that of a write may have arrived meanwhile. */
    @Nullable
    Token tokenOfRead(@Nullable Token carried, boolean onReplica) {
        return null;
    }

    static void begin(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    static int timeline(Connection connection) throws SQLException {
        return Integer.parseInt(ask(connection, "select left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)"), 16);
    }

    static Lsn end(Connection connection) throws SQLException {
        return State.normalised(Lsn.parse(ask(connection, "select pg_current_wal_insert_lsn()::text")));
    }

    static String ask(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static long number(Connection connection, String sql, String key) throws SQLException {
        return Long.parseLong(ask(connection, sql, key));
    }

    private static Value seen(Connection connection, String key) throws SQLException {
        String both = ask(
                connection,
                "select a.ver || ' ' || b.ver from kv a, kv b where a.k = ? and b.k = ?",
                key,
                Stage.COUNTER);
        String[] numbers = both.split(" ");
        return Value.version(Long.parseLong(numbers[0])).withCounter(Long.parseLong(numbers[1]));
    }

    private List<PostgresNode> inTurn() {
        List<PostgresNode> nodes = new ArrayList<>(servers.replicas());
        Collections.rotate(nodes, -turn++);
        return nodes;
    }

    @MustBeClosed
    static Connection open(PostgresNode node) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(node.jdbcUrl());
        source.setUser(node.user());
        source.setPassword(node.password());
        source.setLoginTimeout(10);
        source.setSocketTimeout(10);
        return source.getConnection();
    }
}
