package io.github.jdbcreplicated.testkit;

import io.github.jdbcreplicated.testkit.internal.server.AdminSession;
import io.github.jdbcreplicated.testkit.internal.server.Await;
import java.time.Duration;

/** What a server is asked and told about replication, each time over a superuser connection of its own. */
final class Replication {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String STATE =
            "select pg_catalog.pg_is_in_recovery() || ', received ' || coalesce(pg_catalog.pg_last_wal_receive_lsn()::text, 'nothing')"
                    + " || ', replayed ' || coalesce(pg_catalog.pg_last_wal_replay_lsn()::text, 'nothing')"
                    + " || case when pg_catalog.pg_is_in_recovery()"
                    + " then ', replay ' || pg_catalog.pg_get_wal_replay_pause_state() else '' end";

    private final NodeProcess process;

    Replication(NodeProcess process) {
        this.process = process;
    }

    boolean isInRecovery() {
        return ask("select pg_catalog.pg_is_in_recovery()").equals("t");
    }

    Lsn replayPosition() {
        return position("pg_catalog.pg_last_wal_replay_lsn()");
    }

    Lsn receivePosition() {
        return position("pg_catalog.pg_last_wal_receive_lsn()");
    }

    /**
     * The insert position, taken back to the end of the last record if it points behind a page header that is not
     * written yet: nobody could reach it there. A segment begins with a longer header than a page.
     */
    Lsn writePosition() {
        String[] answer = ask("select pg_catalog.concat_ws(' ', pg_catalog.pg_current_wal_insert_lsn(),"
                        + " pg_catalog.pg_size_bytes(pg_catalog.current_setting('wal_segment_size')),"
                        + " pg_catalog.current_setting('wal_block_size'))")
                .split(" ");
        return endOfLastRecord(Lsn.parse(answer[0]), Long.parseLong(answer[1]), Long.parseLong(answer[2]));
    }

    static Lsn endOfLastRecord(Lsn insert, long segmentSize, long pageSize) {
        if (Long.remainderUnsigned(insert.value(), segmentSize) == 40) {
            return new Lsn(insert.value() - 40);
        }
        return Long.remainderUnsigned(insert.value(), pageSize) == 24 ? new Lsn(insert.value() - 24) : insert;
    }

    /**
     * A position behind everything committed so far, which has left for the replicas. A small record is written to get
     * it: otherwise records that no commit follows could stay unsent for up to 15 s.
     */
    private static Lsn flushedPosition(AdminSession session) {
        session.run("set synchronous_commit = local");
        session.ask("select pg_catalog.pg_logical_emit_message(true, 'testkit', '')");
        return Lsn.parse(session.ask("select pg_catalog.pg_current_wal_flush_lsn()"));
    }

    void awaitReplayed(Lsn position, Duration limit) {
        try (AdminSession session = session()) {
            Await.until(
                    process.name() + " to replay " + position,
                    limit,
                    () -> "in recovery " + session.ask(STATE),
                    () -> replayed(session).covers(position));
        }
    }

    void pauseReplay() {
        process.markTouched();
        try (AdminSession session = session()) {
            session.ask("select pg_catalog.pg_wal_replay_pause()");
            Await.until(
                    process.name() + " to pause replay",
                    PATIENCE,
                    () -> "in recovery " + session.ask(STATE),
                    () -> session.isTrue("select pg_catalog.pg_get_wal_replay_pause_state() = 'paused'"));
        }
    }

    void resumeReplay() {
        ask("select pg_catalog.pg_wal_replay_resume()");
    }

    /**
     * Asks without waiting there: the replay of a cleaning waits for every session that may still see what was cleaned
     * away, 30 s by default, and looks for no promotion meanwhile. A session in {@code pg_promote(true)} is one of them.
     */
    void promote(Duration limit) {
        ask("select pg_catalog.pg_promote(false)");
        Await.until(process.name() + " to be promoted", limit, process.server()::logTail, () -> !isInRecovery());
    }

    /** Makes the server read its configuration; those of its processes that need it have been told when this returns. */
    void reload() {
        try (AdminSession session = session()) {
            String before = session.ask("select pg_catalog.pg_conf_load_time()");
            session.ask("select pg_catalog.pg_reload_conf()");
            awaitReload(before);
        }
    }

    /** A position that everybody who follows this server reaches without further writes. */
    Lsn end() {
        try (AdminSession session = session()) {
            return session.isTrue("select pg_catalog.pg_is_in_recovery()")
                    ? replayed(session)
                    : flushedPosition(session);
        }
    }

    /**
     * Whether this replica goes on beyond a position. That it streams is not enough: one that is ahead of its new primary
     * streams too, and never replays anything again.
     */
    boolean hasPassed(Lsn position) {
        return (process.isLate() ? receivePosition() : replayPosition()).covers(position);
    }

    boolean isStreaming() {
        NodeProcess source = process.upstream();
        if (source == null) {
            return false;
        }
        try (AdminSession session = source.admin(PostgresCluster.DATABASE)) {
            return isStreamedTo(process.name(), session);
        }
    }

    /** Whether the server with that session streams to that replica. */
    static boolean isStreamedTo(String replica, AdminSession session) {
        return session.isTrue("select exists (select from pg_catalog.pg_stat_replication"
                + " where state = 'streaming' and application_name = '" + replica + "')");
    }

    /** Whether the server has been told settings that it takes only with its next start. */
    boolean isRestartPending() {
        return ask("select exists (select from pg_catalog.pg_settings where pending_restart)")
                .equals("t");
    }

    long pidOf(String kind) {
        try (AdminSession session = session()) {
            return pidOf(kind, session);
        }
    }

    /** Every session ends when the server notices, so one of our own tells when it has. */
    void killProcess(String kind) {
        try (AdminSession session = session()) {
            process.server().kill(pidOf(kind, session));
            Await.until(
                    process.name() + " to end all sessions after the death of its " + kind,
                    PATIENCE,
                    process.server()::logTail,
                    () -> !session.isAlive());
        }
    }

    private long pidOf(String kind, AdminSession session) {
        String pid = session.ask("select pid from pg_catalog.pg_stat_activity where backend_type = '"
                + kind.replace("'", "''") + "' and pid <> pg_catalog.pg_backend_pid() order by backend_start");
        if (pid.isEmpty()) {
            throw new IllegalArgumentException(process.name() + " has no process '" + kind + "'; it has "
                    + session.ask("select pg_catalog.string_agg(distinct backend_type, ', ')"
                            + " from pg_catalog.pg_stat_activity where pid <> pg_catalog.pg_backend_pid()"));
        }
        return Long.parseLong(pid);
    }

    void terminateConnections() {
        ask("select count(pg_catalog.pg_terminate_backend(pid, " + PATIENCE.toMillis() + "))"
                + " from pg_catalog.pg_stat_activity"
                + " where backend_type = 'client backend' and pid <> pg_catalog.pg_backend_pid()");
    }

    boolean isConnectable() {
        try (AdminSession session = session()) {
            return session.isTrue("select true");
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    /** A session as soon as the server gives one. */
    AdminSession sessionWithin(Duration limit) {
        try {
            return session();
        } catch (IllegalStateException notYet) {
            Await.until(process.name() + " to take connections", limit, process.server()::logTail, this::isConnectable);
            return session();
        }
    }

    String ask(String query) {
        try (AdminSession session = session()) {
            return session.ask(query);
        }
    }

    AdminSession session() {
        return process.admin(PostgresCluster.DATABASE);
    }

    /**
     * A new session has the first process's view, and that one tells its children before it takes new sessions; an old
     * session's view would say nothing about the others.
     */
    private void awaitReload(String before) {
        Await.until(
                process.name() + " to reload its configuration",
                PATIENCE,
                () -> "loaded at " + before,
                () -> !ask("select pg_catalog.pg_conf_load_time()").equals(before));
    }

    private Lsn position(String function) {
        String answer = ask("select " + function);
        if (answer.isEmpty()) {
            throw new IllegalStateException(process.name() + " has no " + function + ": it has not been a replica");
        }
        return Lsn.parse(answer);
    }

    private static Lsn replayed(AdminSession session) {
        String answer = session.ask("select pg_catalog.pg_last_wal_replay_lsn()");
        return answer.isEmpty() ? new Lsn(0) : Lsn.parse(answer);
    }
}
