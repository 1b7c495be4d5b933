package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.Lsn;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.history.Place;
import io.github.jdbcreplicated.testkit.history.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a server says about itself on one connection, asked as the ordinary role. */
record State(String node, String started, boolean replica, int timeline, Lsn position) {

    /** A primary's control file names its old timeline until its next checkpoint; the name of its log does not. */
    private static final String QUESTION = "select pg_postmaster_start_time()::text, pg_is_in_recovery(),"
            + " case when pg_is_in_recovery() then greatest("
            + "(select timeline_id from pg_control_checkpoint()),"
            + " (select min_recovery_end_timeline from pg_control_recovery()))"
            + " else ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int end,"
            + " case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_insert_lsn() end::text";

    static State of(PostgresNode node, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUESTION)) {
            rows.next();
            return new State(
                    node.name(),
                    rows.getString(1),
                    rows.getBoolean(2),
                    rows.getInt(3),
                    normalised(Lsn.parse(rows.getString(4))));
        }
    }

    Place place() {
        String incarnation = started + " on timeline " + timeline;
        return new Place(node, incarnation, replica ? Role.REPLICA : Role.PRIMARY, timeline, position);
    }

    /** Behind a page's header no replica arrives before the next record; the kit's segments have 16 MiB. */
    static Lsn normalised(Lsn position) {
        long value = position.value();
        if (value % (16 << 20) == 40) {
            return new Lsn(value - 40);
        }
        return value % 8192 == 24 ? new Lsn(value - 24) : position;
    }
}
