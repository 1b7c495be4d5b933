package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Dialect;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.internal.dialect.Questions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server where it is, over a connection and on a thread of its own, one question at a time.
 *
 * <p>Whoever asks while a question is on its way shares the next one with all others who do: it is sent after they asked,
 * so its answer covers what had happened when they did. Who asks waits on the answer for as long as it likes to; the
 * driver may hang without anybody else.
 */
final class Probe implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** After a refused login, doubled with each further one. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** A pause of 64 s, then no longer. */
    private static final int MOST_REFUSALS = 7;

    private final Node node;
    private final int timeoutMillis;
    private final LongSupplier nanoTime;
    private final Consumer<Observation> observer;
    private final Consumer<Throwable> onFailure;
    private final ThreadPoolExecutor thread;

    /** When the oldest question that is not answered was asked; 0 while there is none. Written under this object's lock. */
    private volatile long owedSince;

    /** How long answers took of late; 0 before the first. Written by the probe's thread, read by the monitor's. */
    private volatile long roundTrip;

    /** Whether locks are asked for too; written by the monitor's thread, read by the probe's. */
    private volatile boolean forLocks;

    /** When the next question that nobody waits for may be sent; written by the probe's thread. */
    private volatile long notBefore;

    /** How often in a row the login was refused; used by the probe's thread alone. */
    private int refusals;

    /** The question that has not been sent; null when there is none. Guarded by this object's lock. */
    private @Nullable CompletableFuture<Observation> next;

    /** The open connection, for who closes; written by the probe's thread. */
    private volatile @Nullable Connection connection;

    /** Used by the probe's thread alone. */
    private @Nullable Questions questions;

    /** Written once by {@link #close()}; read by the probe's thread. */
    private volatile boolean closed;

    /** Creates the probe; the consumers learn each outcome before those who asked do, on the probe's thread. */
    Probe(
            Node node,
            Duration timeout,
            LongSupplier nanoTime,
            Consumer<Observation> observer,
            Consumer<Throwable> onFailure) {
        this.node = node;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
        this.nanoTime = nanoTime;
        this.observer = observer;
        this.onFailure = onFailure;
        this.notBefore = nanoTime.getAsLong();
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> named(task, node));
        thread.allowCoreThreadTimeOut(true);
    }

    /** Asks; the answer is that of a question sent after this call. */
    CompletableFuture<Observation> ask() {
        CompletableFuture<Observation> mine;
        boolean first;
        synchronized (this) {
            if (next != null) {
                return next;
            }
            mine = new CompletableFuture<>();
            next = mine;
            first = owedSince == 0;
            if (first) {
                owedSince = nonZero(nanoTime.getAsLong());
            }
        }
        try {
            thread.execute(this::send);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            withdraw(mine, first);
            mine.completeExceptionally(e);
        }
        return mine;
    }

    /**
     * Who asks later must not wait for a question that nobody sends: the machine may have been short of threads. Nor does
     * the server owe an answer to it.
     */
    private synchronized void withdraw(CompletableFuture<Observation> unsent, boolean first) {
        if (next == unsent) {
            next = null;
            owedSince = first ? 0 : owedSince;
        }
    }

    /** As {@link #ask()}, for the observer alone; not where the login is refused all the time, which locks accounts. */
    @SuppressWarnings("FutureReturnValueIgnored") // the consumers learn the outcome
    void poke() {
        if (nanoTime.getAsLong() - notBefore >= 0) {
            ask();
        }
    }

    /** For how long the server has owed an answer, in nanoseconds; 0 if it owes none. */
    long owedFor() {
        long since = owedSince;
        return since == 0 ? 0 : Math.max(1, nanoTime.getAsLong() - since);
    }

    /** Lets an answer that is due be late: this machine was held up. */
    synchronized void excuse() {
        if (owedSince != 0) {
            owedSince = nonZero(nanoTime.getAsLong());
        }
    }

    /** Has the questions that follow ask for locks too, or not. */
    void askForLocks(boolean also) {
        forLocks = also;
    }

    private static long nonZero(long nanos) {
        return nanos == 0 ? 1 : nanos;
    }

    /** An answer came, or the lack of one was found out; what was asked since is owed from now on. */
    private synchronized void settled() {
        owedSince = next == null ? 0 : nonZero(nanoTime.getAsLong());
    }

    /** Ends the connection, also under a question that hangs. */
    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        CompletableFuture<Observation> unsent = takeNext();
        if (unsent != null) {
            unsent.completeExceptionally(new SQLException("closed", "08003"));
        }
        Connection open = connection;
        if (open != null) {
            abort(open);
        }
    }

    private synchronized @Nullable CompletableFuture<Observation> takeNext() {
        CompletableFuture<Observation> taken = next;
        next = null;
        return taken;
    }

    private void send() {
        CompletableFuture<Observation> mine = takeNext();
        if (mine == null) {
            return;
        }
        try {
            Observation answer = askServer();
            refusals = 0;
            settled();
            observer.accept(answer);
            mine.complete(answer);
        } catch (SQLException | RuntimeException | Error e) {
            if (!Failure.isOnlySilence(node, e)) {
                settled();
            }
            noteFailure(e);
            mine.completeExceptionally(e);
        }
    }

    private void noteFailure(Throwable failure) {
        if (Failure.isAboutLogin(failure)) {
            refusals = Math.min(refusals + 1, MOST_REFUSALS);
            notBefore = nanoTime.getAsLong() + (FIRST_PAUSE.toNanos() << (refusals - 1));
        }
        if (!closed && !(failure instanceof NoPositionsException)) {
            onFailure.accept(failure);
        }
    }

    /** A connection that was kept may have died unnoticed, which says nothing about the server: then once more. */
    private Observation askServer() throws SQLException {
        boolean kept = connection != null;
        try {
            return askOnce();
        } catch (SQLException | RuntimeException e) {
            end();
            if (!kept || closed) {
                throw e;
            }
        }
        try {
            return askOnce();
        } catch (SQLException | RuntimeException e) {
            end();
            throw e;
        }
    }

    private Observation askOnce() throws SQLException {
        Questions open = questions == null ? open() : questions;
        long sent = nanoTime.getAsLong();
        Observation answer = open.observe(sent, forLocks);
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

    /** How long the server takes to answer, over its last few answers; 0 before the first. */
    long roundTrip() {
        return roundTrip;
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

    private static Thread named(Runnable task, Node node) {
        Thread thread = new Thread(task, "replicated-probe-" + node.cluster() + "-" + node.name());
        thread.setDaemon(true);
        return thread;
    }
}
