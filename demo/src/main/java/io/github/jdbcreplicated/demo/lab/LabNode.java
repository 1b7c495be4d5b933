package io.github.jdbcreplicated.demo.lab;

import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** One server, with what the lab has done to it. */
final class LabNode {
    private static final int ANSWER_MILLIS = 2000;

    private static final String STATE = """
            select pg_is_in_recovery(),
                   case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end::text,
                   case when pg_is_in_recovery() then pg_last_wal_receive_lsn()::text end,
                   case when pg_is_in_recovery() then pg_get_wal_replay_pause_state() <> 'not paused' else false end
            """;

    private final PostgresNode node;

    /** Written by whoever freezes, thaws or kills, read by all. */
    private volatile boolean frozen;

    /** Written by whoever sets it, read by all. */
    private volatile Duration lag = Duration.ZERO;

    LabNode(PostgresNode node) {
        this.node = node;
    }

    String name() {
        return node.name();
    }

    /** Asks the server, unless it is known not to answer. */
    NodeReport report() {
        if (!node.isRunning() || frozen) {
            return silent();
        }
        try (Connection connection = node.adminDataSource().getConnection()) {
            connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(STATE)) {
                row.next();
                return answered(row);
            }
        } catch (SQLException itDoesNotAnswer) {
            return silent();
        }
    }

    void perform(Action action) {
        switch (action) {
            case PAUSE -> node.pauseReplay();
            case RESUME -> node.resumeReplay();
            case FREEZE -> freeze();
            case THAW -> thaw();
            case KILL -> kill();
            case START -> node.start();
            case PROMOTE -> node.promote();
            case LAG -> throw new IllegalArgumentException("The lag needs a duration");
        }
    }

    void lag(Duration duration) {
        node.applyDelay(duration);
        lag = duration;
    }

    /** The cluster was set back to what it was at its start. */
    void healed() {
        frozen = false;
        lag = Duration.ZERO;
    }

    private void freeze() {
        if (!frozen) {
            frozen = true;
            node.freeze();
        }
    }

    private void thaw() {
        node.thaw();
        frozen = false;
    }

    private void kill() {
        node.kill();
        frozen = false;
    }

    private NodeReport silent() {
        return new NodeReport(
                name(), Role.UNKNOWN, node.isRunning(), frozen, false, lag.toMillis(), node.port(), null, null);
    }

    private NodeReport answered(ResultSet row) throws SQLException {
        boolean replica = row.getBoolean(1);
        return new NodeReport(
                name(),
                replica ? Role.REPLICA : Role.PRIMARY,
                true,
                false,
                row.getBoolean(4),
                replica ? lag.toMillis() : 0,
                node.port(),
                row.getString(2),
                row.getString(3));
    }
}
