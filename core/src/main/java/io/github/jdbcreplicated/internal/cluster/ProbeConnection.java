package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Dialect;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.internal.dialect.Questions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The connection over which one server is asked: opened when there is a question, and anew when it was lost. */
final class ProbeConnection implements AutoCloseable {
    private final Node node;
    private final int timeoutMillis;
    private final LongSupplier nanoTime;

    /** The open connection, for who closes; written by the probe's thread. */
    private volatile @Nullable Connection connection;

    /** Used by the probe's thread alone. */
    private @Nullable Questions questions;

    /** How long answers took of late; 0 before the first. Written by the probe's thread, read by the monitor's. */
    private volatile long roundTrip;

    /** Written once by {@link #close()}; read by the probe's thread. */
    private volatile boolean closed;

    ProbeConnection(Node node, Duration timeout, LongSupplier nanoTime) {
        this.node = node;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
        this.nanoTime = nanoTime;
    }

    /** A connection that was kept may have died unnoticed, which says nothing about the server: then once more. */
    Observation ask(boolean alsoLocks) throws SQLException {
        boolean kept = connection != null;
        try {
            return askOnce(alsoLocks);
        } catch (SQLException | RuntimeException e) {
            end();
            if (!kept || closed) {
                throw e;
            }
        }
        try {
            return askOnce(alsoLocks);
        } catch (SQLException | RuntimeException e) {
            end();
            throw e;
        }
    }

    private Observation askOnce(boolean alsoLocks) throws SQLException {
        Questions open = questions == null ? open() : questions;
        long sent = nanoTime.getAsLong();
        Observation answer = open.observe(sent, alsoLocks);
        noteRoundTrip(Math.max(1, nanoTime.getAsLong() - sent));
        if (!node.hasProbe()) {
            giveBack();
        }
        return answer;
    }

    /** One slow answer among quick ones is none. */
    private void noteRoundTrip(long nanos) {
        roundTrip = roundTrip == 0 ? nanos : (3 * roundTrip + nanos) / 4;
    }

    /** How long the server takes to answer, over its last few answers, in nanoseconds; 0 before the first. */
    long roundTrip() {
        return roundTrip;
    }

    boolean isClosed() {
        return closed;
    }

    private Questions open() throws SQLException {
        Connection opened = node.probe().getConnection();
        connection = opened;
        if (closed) {
            throw new SQLException("closed", "08003");
        }
        if (node.hasProbe()) {
            opened.setNetworkTimeout(Runnable::run, timeoutMillis);
            opened.setAutoCommit(true);
        }
        Questions ready = Dialect.of(opened).questions(opened);
        if (ready == null) {
            throw new NoPositionsException();
        }
        questions = ready;
        return ready;
    }

    /** A connection of the application's pool is borrowed for each question. */
    private void giveBack() throws SQLException {
        Connection borrowed = connection;
        connection = null;
        questions = null;
        if (borrowed != null) {
            try (borrowed) {
                if (!borrowed.getAutoCommit()) {
                    borrowed.rollback();
                }
            }
        }
    }

    private void end() {
        Connection ended = connection;
        connection = null;
        questions = null;
        if (ended != null) {
            abort(ended);
        }
    }

    /** Ends it also under a question that hangs. Nothing is asked any more. */
    @Override
    public void close() {
        closed = true;
        Connection open = connection;
        if (open != null) {
            abort(open);
        }
    }

    /** What fails here has no one to be told: the connection is of no use any more. */
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
            connection.close();
        } catch (SQLException | RuntimeException e) {
            System.getLogger("io.github.jdbcreplicated")
                    .log(System.Logger.Level.DEBUG, "A probe's connection could not be ended", e);
        }
    }
}
