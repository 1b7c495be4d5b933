package io.github.jdbcreplicated.testkit;

import io.github.jdbcreplicated.testkit.internal.server.AdminSession;
import io.github.jdbcreplicated.testkit.internal.server.Await;
import io.github.jdbcreplicated.testkit.internal.server.PostgresServer;
import io.github.jdbcreplicated.testkit.network.NodeNetwork;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One server of a {@link PostgresCluster}: how to reach it, what it says about itself, and the faults it can be given.
 *
 * <p>Safe for use by several threads. A method that injects a fault returns when the fault is in effect. What fails
 * fails with {@link IllegalStateException}; nothing waits longer than a minute.
 */
public final class PostgresNode {

    /** How long the server is given to do what it was told. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Thirty times the interval at which a replica tries to reach its primary. */
    private static final Duration REDIRECTION = Duration.ofSeconds(3);

    private final String name;
    private final NodeProcess process;
    private final Replication replication;

    PostgresNode(String name, NodeProcess process) {
        this.name = name;
        this.process = process;
        this.replication = new Replication(process);
    }

    /** {@code primary}, {@code replica-1}, {@code replica-2} and so on: the part it was started in, whatever it is now. */
    public String name() {
        return name;
    }

    /** The URL for applications, without credentials and parameters. Stays the same for the cluster's life. */
    public String jdbcUrl() {
        return url(port());
    }

    /** The URL past the network faults. */
    public String directUrl() {
        return url(process.port());
    }

    /** The port in {@link #jdbcUrl()}, on 127.0.0.1. */
    public int port() {
        return process.network().port();
    }

    /** The network between {@link #jdbcUrl()} and the server, with its faults. Replication does not run through it. */
    public NodeNetwork network() {
        return process.network();
    }

    /** The ordinary role that applications use: owner of the database, no superuser. */
    public String user() {
        return process.application().user();
    }

    /** The ordinary role's password, made up anew for every cluster. */
    public String password() {
        return process.application().password();
    }

    /** Opens unpooled connections to {@link #jdbcUrl()} as the ordinary role, with the driver's own defaults. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(jdbcUrl());
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    /** Opens unpooled connections as superuser, past the network faults; a frozen server ends it after 40 s. */
    public DataSource adminDataSource() {
        process.markTouched();
        return AdminSession.dataSource(process.port(), PostgresCluster.DATABASE, process.superuser());
    }

    /**
     * The network between this replica and the server it follows, with its faults. Once asked for, replication runs
     * through it.
     *
     * @throws IllegalStateException if this server is a primary and has never been asked as a replica
     */
    public NodeNetwork replicationNetwork() {
        process.markTouched();
        boolean inUse = process.hasReplicationNetwork();
        NodeNetwork network = process.replicationNetwork();
        if (!inUse && isRunning()) {
            replication.reload();
            awaitStreaming();
        }
        return network;
    }

    /** Whether the server's first process lives, frozen or not. */
    public boolean isRunning() {
        return process.server().isRunning();
    }

    /** The process number of the server's first process. */
    public long pid() {
        return process.server().pid();
    }

    /** Whether the server itself says that it is a replica. */
    public boolean isInRecovery() {
        return replication.isInRecovery();
    }

    /**
     * How far this server has written, as a position that every replica reaches without further writes.
     *
     * <p>Covers every commit that has returned, also with {@code synchronous_commit=off}. For a primary only.
     */
    public Lsn writePosition() {
        return replication.writePosition();
    }

    /** How far this replica has replayed; on a primary, where its replay ended. */
    public Lsn replayPosition() {
        return replication.replayPosition();
    }

    /** How far this replica has received the primary's log. */
    public Lsn receivePosition() {
        return replication.receivePosition();
    }

    /** Waits until this replica has replayed that far, and fails with its state if it does not in time. */
    public void awaitReplayed(Lsn position, Duration limit) {
        replication.awaitReplayed(position, limit);
    }

    /** Stops replay: what the primary commits from now on is received but not visible here. */
    public void pauseReplay() {
        replication.pauseReplay();
    }

    /** Ends {@link #pauseReplay()}; nothing happens if replay is not paused. */
    public void resumeReplay() {
        replication.resumeReplay();
    }

    /** Makes every commit visible here that much later than it was on the primary; {@link Duration#ZERO} ends it. */
    public void applyDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("applyDelay is " + delay + ", allowed is zero or more");
        }
        process.applyDelay(delay);
        replication.reload();
    }

    /** Freezes all processes: connections stay, new ones are accepted by the kernel, nothing is answered. */
    public void freeze() {
        process.markTouched();
        process.server().freeze();
    }

    /**
     * Freezes one process of the server, the longest running of its kind.
     *
     * @param kind a {@code backend_type} of {@code pg_stat_activity}: {@code startup} replays and {@code walreceiver}
     *     receives on a replica, {@code walsender} sends on a primary, {@code client backend} serves a session
     * @throws IllegalArgumentException if there is none; the message names those there are
     */
    public void freezeProcess(String kind) {
        process.markTouched();
        process.server().freeze(replication.pidOf(kind));
    }

    /**
     * Kills one process of the server, the longest running of its kind as in {@link #freezeProcess(String)}. PostgreSQL
     * answers by ending all sessions and recovering from a crash; {@link #awaitConnectable(Duration)} tells when it is
     * back.
     */
    public void killProcess(String kind) {
        process.markTouched();
        replication.killProcess(kind);
    }

    /** Ends the sessions of all applications on this server; each gets SQLSTATE 57P01. */
    public void terminateConnections() {
        replication.terminateConnections();
    }

    /** Waits until the server takes connections, for example after {@link #killProcess(String)}. */
    public void awaitConnectable(Duration limit) {
        Await.until(name + " to take connections", limit, process.server()::logTail, replication::isConnectable);
    }

    /** Freezes only the first process: sessions go on, new connections hang. */
    public void freezePostmaster() {
        process.markTouched();
        process.server().freeze(pid());
    }

    /** Ends every freezing; nothing happens if nothing is frozen. */
    public void thaw() {
        process.server().thaw();
    }

    /**
     * Restarts the server with its log on a small disk of its own, which can then be filled. Taken back by
     * {@link PostgresCluster#heal()}.
     *
     * @throws IllegalStateException if this process may not mount one: that needs Linux and root
     */
    public void putLogOnSmallDisk() {
        stop();
        try {
            process.data().putLogOnSmallDisk();
        } finally {
            start();
        }
    }

    /** Leaves no byte free where the server writes its log; needs {@link #putLogOnSmallDisk()} before. */
    public void fillLogDisk() {
        process.markTouched();
        process.data().fillLogDisk();
    }

    /** Takes {@link #fillLogDisk()} back, and starts the server if it has ended meanwhile. */
    public void freeLogDisk() {
        process.data().freeLogDisk();
        start();
    }

    /** Kills all processes at once, frozen or not. The server starts with crash recovery next time. */
    public void kill() {
        process.markTouched();
        process.end(PostgresServer::kill);
    }

    /** Ends the server in good order; sessions get SQLSTATE 57P01. */
    public void stop() {
        process.markTouched();
        process.end(PostgresServer::stop);
    }

    /** Starts the server again and waits until it takes connections; nothing happens if it runs. */
    public void start() {
        process.start();
    }

    /** {@link #stop()} and {@link #start()}. */
    public void restart() {
        stop();
        start();
    }

    /** Makes this replica a primary and waits until it is one. Other replicas stay with the primary they had. */
    public void promote() {
        process.markTouched();
        replication.promote(PATIENCE);
        process.follows(null);
    }

    /**
     * Makes this server a replica of another one. A running replica is pointed to it. If it does not follow within three
     * seconds, because it is ahead of the other one or its replay is paused, and in all other cases, for example a former
     * primary, its data is thrown away and copied anew.
     *
     * @param other a running server of the same cluster, primary or replica
     */
    public void follow(PostgresNode other) {
        process.markTouched();
        if (!process.isSameClusterAs(other.process) || this.equals(other)) {
            throw new IllegalArgumentException(
                    name + " cannot follow " + other.name + ": it must be another server of the same cluster");
        }
        if (isRunning() && isInRecovery() && redirect(other)) {
            return;
        }
        copyFrom(other);
    }

    @Override
    public String toString() {
        return name + " (" + (isRunning() ? "running" : "down") + ", port " + port() + ")";
    }

    NodeProcess process() {
        return process;
    }

    Replication replication() {
        return replication;
    }

    /** A replica that is ahead of its new primary is listed as streaming, and passes every position of that. */
    private boolean redirect(PostgresNode other) {
        Lsn before = replication.replayPosition();
        Lsn position = other.replication.end();
        if (!other.isInRecovery() && before.covers(position)) {
            return false;
        }
        process.follows(other.process);
        replication.reload();
        return Await.within(REDIRECTION, () -> replication.isStreaming() && replication.hasPassed(position));
    }

    private void copyFrom(PostgresNode other) {
        process.end(PostgresServer::quit);
        process.copyFrom(other.process);
        process.start();
        awaitStreaming();
    }

    private void awaitStreaming() {
        Await.until(
                name + " to stream from the server it follows",
                PATIENCE,
                process.server()::logTail,
                replication::isStreaming);
    }

    private static String url(int port) {
        return String.format(Locale.ROOT, "jdbc:postgresql://127.0.0.1:%d/%s", port, PostgresCluster.DATABASE);
    }
}
