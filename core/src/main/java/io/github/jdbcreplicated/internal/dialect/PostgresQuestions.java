package io.github.jdbcreplicated.internal.dialect;

import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a PostgreSQL server for its position. Any role may ask all of this; where the role may not see the receiver's
 * timeline, that of the last checkpoint stands in, which may be older and so covers less.
 *
 * <p>All names are qualified, of functions, types and operators: one of the same name elsewhere must not answer.
 */
final class PostgresQuestions implements Questions {
    /** As a number: how a time is written depends on the session's settings. */
    private static final String MICROS =
            "(pg_catalog.date_part('epoch', %s) OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8";

    /**
     * The first process of a server lives on when another crashes, and a replica then opens behind what it had shown. All
     * its statistics begin anew with that; those that an operator resets do so one kind at a time.
     */
    static final String STARTED_AT = "pg_catalog.concat("
            + MICROS.formatted("pg_catalog.pg_postmaster_start_time()") + ", '/', "
            + MICROS.formatted("LEAST((SELECT stats_reset FROM pg_catalog.pg_stat_bgwriter),"
                    + " (SELECT stats_reset FROM pg_catalog.pg_stat_archiver))")
            + ")";

    private static final String SERVER =
            "SELECT (SELECT system_identifier::pg_catalog.text FROM pg_catalog.pg_control_system()),"
                    + " " + STARTED_AT + ","
                    + " pg_catalog.current_setting('wal_block_size')::pg_catalog.int8,"
                    + " pg_catalog.pg_size_bytes(pg_catalog.current_setting('wal_segment_size')),"
                    + " pg_catalog.pg_backend_pid(), pg_catalog.pg_is_in_recovery()";

    /**
     * The insert position is the only one that covers a commit under every synchronous_commit; a timeline is right at once
     * after a promotion only in the name of the WAL file, and on a follower only at its receiver.
     */
    private static final String POSITION = "pg_catalog.pg_is_in_recovery(),"
            + " CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()"
            + " ELSE pg_catalog.pg_current_wal_insert_lsn() END::pg_catalog.text,"
            + " CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL"
            + " ELSE pg_catalog.pg_current_wal_flush_lsn() END::pg_catalog.text,"
            + " CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL"
            + " ELSE pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 1, 8) END";

    /** Only a replica is asked for these: they double what a question costs the server, also where it skips them. */
    private static final String FOLLOWED = "CASE WHEN pg_catalog.pg_is_in_recovery() THEN"
            + " (SELECT pg_catalog.max(received_tli) FROM pg_catalog.pg_stat_wal_receiver) END,"
            + " CASE WHEN pg_catalog.pg_is_in_recovery() THEN"
            + " (SELECT timeline_id FROM pg_catalog.pg_control_checkpoint()) END";

    /** On a standby only replay can hold a lock of this mode, and reads wait for nothing else; any role may look. */
    private static final String LOCKS = "SELECT"
            + " pg_catalog.array_to_string(ARRAY(SELECT awaited.pid"
            + " FROM pg_catalog.pg_locks held JOIN pg_catalog.pg_locks awaited"
            + " ON held.database OPERATOR(pg_catalog.=) awaited.database"
            + " AND held.relation OPERATOR(pg_catalog.=) awaited.relation"
            + " WHERE held.granted AND held.mode OPERATOR(pg_catalog.=) 'AccessExclusiveLock' AND NOT awaited.granted), ','),"
            + " EXISTS (SELECT FROM pg_catalog.pg_locks held WHERE held.granted"
            + " AND held.locktype OPERATOR(pg_catalog.=) 'relation'"
            + " AND held.mode OPERATOR(pg_catalog.=) 'AccessExclusiveLock')";

    private final Connection connection;
    private final String system;
    private final String startedAt;
    private final WalLayout layout;
    private final PreparedStatement ofPrimary;
    private final PreparedStatement ofReplica;

    /** Whether the last answer was a replica's. */
    private boolean follows;

    /** Whether drivers here are told the server's own numbers of its processes, and not those that a proxy made up. */
    private final boolean tellsProcesses;

    PostgresQuestions(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            this.system = row.getString(1);
            this.startedAt = row.getString(2);
            this.layout = new WalLayout(row.getLong(3), row.getLong(4));
            this.tellsProcesses = row.getInt(5) == ServerProcess.of(connection);
            this.follows = row.getBoolean(6);
        }
        this.ofPrimary = connection.prepareStatement("SELECT " + POSITION);
        this.ofReplica = connection.prepareStatement("SELECT " + POSITION + ", " + FOLLOWED);
    }

    @Override
    public Observation observe(long askedAt, boolean alsoLocks) throws SQLException {
        Locks found = alsoLocks ? locks() : Locks.NOT_ASKED;
        return follows ? observeReplica(askedAt, found) : observePrimary(askedAt, found);
    }

    private Observation observePrimary(long askedAt, Locks locks) throws SQLException {
        try (ResultSet row = ofPrimary.executeQuery()) {
            row.next();
            follows = row.getBoolean(1);
            return follows ? observeReplica(askedAt, locks) : ofPrimary(row, askedAt);
        }
    }

    /** One that was promoted meanwhile answers all that is asked of a primary. */
    private Observation observeReplica(long askedAt, Locks locks) throws SQLException {
        try (ResultSet row = ofReplica.executeQuery()) {
            row.next();
            follows = row.getBoolean(1);
            return follows ? ofReplica(row, askedAt, locks) : ofPrimary(row, askedAt);
        }
    }

    private Locks locks() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCKS)) {
            row.next();
            Set<Integer> waiting = processes(row.getString(1));
            if (!waiting.isEmpty()) {
                return new Locks(ReplayLocks.AWAITED, tellsProcesses ? waiting : Set.of());
            }
            return new Locks(row.getBoolean(2) ? ReplayLocks.HELD : ReplayLocks.NONE, Set.of());
        }
    }

    private static Set<Integer> processes(String numbers) {
        return Pattern.compile(",")
                .splitAsStream(numbers)
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What replay holds, and who waits for it as far as that can be told. */
    private record Locks(ReplayLocks found, Set<Integer> waiting) {
        static final Locks NOT_ASKED = new Locks(ReplayLocks.NOT_ASKED, Set.of());
    }

    private Observation ofReplica(ResultSet row, long askedAt, Locks locks) throws SQLException {
        int timeline = Math.max(row.getInt(5), row.getInt(6));
        Position replayed = position(timeline, row.getString(2));
        return new Observation(
                new Incarnation(system, timeline, startedAt),
                true,
                replayed,
                replayed,
                askedAt,
                locks.found(),
                locks.waiting(),
                null);
    }

    private Observation ofPrimary(ResultSet row, long askedAt) throws SQLException {
        int timeline = Integer.parseUnsignedInt(row.getString(4), 16);
        Position inserted = new Position(timeline, layout.endOfRecords(WalLayout.parse(row.getString(2))));
        Position flushed = position(timeline, row.getString(3));
        return new Observation(new Incarnation(system, timeline, startedAt), false, inserted, flushed, askedAt);
    }

    private static Position position(int timeline, @Nullable String lsn) {
        return lsn == null || timeline == 0 ? Position.UNKNOWN : new Position(timeline, WalLayout.parse(lsn));
    }
}
