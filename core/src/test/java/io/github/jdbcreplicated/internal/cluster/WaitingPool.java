package io.github.jdbcreplicated.internal.cluster;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool in which threads wait until they are given a connection, and that makes what it likes of an interrupt. */
final class WaitingPool implements DataSource {
    /** What a pool does with a wait that is interrupted. */
    enum Manner {
        /** As HikariCP: fails, and leaves the thread interrupted. */
        KEEPS,
        /** Fails, and forgets that the thread was interrupted. */
        FORGETS,
        /** As {@link #KEEPS}, with an unchecked exception. */
        UNCHECKED,
        /** As {@link #FORGETS}, with the exception itself, which nobody declares. */
        SNEAKS,
        /** Gives a connection, and leaves the thread interrupted. */
        GIVES,
        /** Gives a connection, and forgets. */
        GIVES_AND_FORGETS,
        /** Waits on, and leaves the thread interrupted when it is given a connection. */
        WAITS_ON
    }

    private final Manner manner;
    private final BlockingQueue<Connection> free = new LinkedBlockingQueue<>();

    /** Who waits; added to and taken from by each of them. */
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    /** Whether who comes runs in circles until it is given a connection. Written by tests. */
    volatile boolean spins;

    WaitingPool(Manner manner) {
        this.manner = manner;
    }

    void give(FakeConnection connection) {
        free.add(connection.connection);
    }

    /** Whether this thread waits, and its wait can be seen from outside. */
    boolean holds(Thread thread) {
        return waiting.contains(thread)
                && (spins
                        || thread.getState() == Thread.State.TIMED_WAITING
                        || thread.getState() == Thread.State.WAITING);
    }

    @Override
    public Connection getConnection() throws SQLException {
        waiting.add(Thread.currentThread());
        try {
            return spins ? spin() : await();
        } finally {
            waiting.remove(Thread.currentThread());
        }
    }

    private Connection spin() {
        Connection given = null;
        while (given == null) {
            Thread.onSpinWait();
            given = free.poll();
        }
        return given;
    }

    private Connection await() throws SQLException {
        try {
            Connection given = free.poll(60, TimeUnit.SECONDS);
            if (given == null) {
                throw new SQLException("waited for a minute");
            }
            return given;
        } catch (InterruptedException e) {
            return interrupted(e);
        }
    }

    private Connection interrupted(InterruptedException e) throws SQLException {
        if (manner == Manner.SNEAKS) {
            throw WaitingPool.<RuntimeException>sneak(e);
        }
        if (manner == Manner.FORGETS) {
            throw new SQLException("interrupted", e);
        }
        if (manner == Manner.GIVES_AND_FORGETS) {
            return new FakeConnection().connection;
        }
        Connection given = manner == Manner.WAITS_ON ? spin() : new FakeConnection().connection;
        Thread.currentThread().interrupt();
        return switch (manner) {
            case KEEPS -> throw new SQLException("interrupted", e);
            case UNCHECKED -> throw new IllegalStateException("interrupted", e);
            default -> given;
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Exception> E sneak(Exception e) throws E {
        throw (E) e;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("is none");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
