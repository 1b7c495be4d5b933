package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Observation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

    /** So many writers at work: most of them ask before the next question is due. With fewer, those who wait are most. */
    private static final int MANY = 8;

    /** In nanoseconds; a commit to a disk takes as long. */
    private static final long GATHERING = 1_000_000;

    private final Node node;
    private final ProbeConnection server;
    private final LongSupplier nanoTime;
    private final Consumer<Observation> observer;
    private final Consumer<Throwable> onFailure;
    private final ThreadPoolExecutor thread;

    /** When the oldest question that is not answered was asked; 0 while there is none. Written under this object's lock. */
    private volatile long owedSince;

    /** Whether locks are asked for too; written by the monitor's thread, read by the probe's. */
    private volatile boolean forLocks;

    /** When the next question that nobody waits for may be sent; written by the probe's thread. */
    private volatile long notBefore;

    /** How often in a row the login was refused; used by the probe's thread alone. */
    private int refusals;

    /** How many wait for the question that has not been sent. Guarded by this object's lock. */
    private int waiting;

    /** How many waited for the question that was sent last; written as {@link #waiting}, read by the probe's thread. */
    private int waitedLast;

    /** The question that has not been sent; null when there is none. Guarded by this object's lock. */
    private @Nullable CompletableFuture<Observation> next;

    /** Creates the probe; the consumers learn each outcome before those who asked do, on the probe's thread. */
    Probe(
            Node node,
            Duration timeout,
            LongSupplier nanoTime,
            Consumer<Observation> observer,
            Consumer<Throwable> onFailure) {
        this.node = node;
        this.server = new ProbeConnection(node, timeout, nanoTime);
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
            waiting++;
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
            waiting = 0;
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

    /** How long the server takes to answer, over its last few answers, in nanoseconds; 0 before the first. */
    long roundTrip() {
        return server.roundTrip();
    }

    /** Ends the connection, also under a question that hangs. */
    @Override
    public void close() {
        server.close();
        thread.shutdownNow();
        CompletableFuture<Observation> unsent = takeNext();
        if (unsent != null) {
            unsent.completeExceptionally(new SQLException("closed", "08003"));
        }
    }

    private synchronized @Nullable CompletableFuture<Observation> takeNext() {
        CompletableFuture<Observation> taken = next;
        next = null;
        waitedLast = waiting;
        waiting = 0;
        return taken;
    }

    /** Who writes now will ask soon: a little later one question answers them all, and the server has other work. */
    private void gather() {
        if (waitedLast > 1 && node.inFlight(true).count() >= MANY) {
            LockSupport.parkNanos(GATHERING);
        }
    }

    private void send() {
        gather();
        CompletableFuture<Observation> mine = takeNext();
        if (mine == null) {
            return;
        }
        try {
            Observation answer = server.ask(forLocks);
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
        if (!server.isClosed() && !(failure instanceof NoPositionsException)) {
            onFailure.accept(failure);
        }
    }

    private static Thread named(Runnable task, Node node) {
        Thread thread = new Thread(task, "replicated-probe-" + node.cluster() + "-" + node.name());
        thread.setDaemon(true);
        return thread;
    }
}
