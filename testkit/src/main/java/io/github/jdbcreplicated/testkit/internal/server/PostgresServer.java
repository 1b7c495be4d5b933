package io.github.jdbcreplicated.testkit.internal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one server on one data folder: start, the ways to end, and freezing.
 *
 * <p>Safe for use by several threads; one operation at a time.
 */
public final class PostgresServer {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration ENDED = Duration.ofSeconds(10);

    private final PostgresHome home;
    private final Launcher launcher;
    private final Path data;
    private final Path log;

    private final ReentrantLock operation = new ReentrantLock();

    /** Written under {@link #operation}, read by everybody. */
    private volatile @Nullable Process process;

    /** The processes that have been stopped; guarded by {@link #operation}. */
    private final Set<Long> frozen = new LinkedHashSet<>();

    /** Guarded by {@link #operation}. */
    private @Nullable Guard guard;

    /** A server that is not running yet, on a data folder that may not exist yet. */
    public PostgresServer(PostgresHome home, Launcher launcher, Path data, Path log) {
        this.home = home;
        this.launcher = launcher;
        this.data = data;
        this.log = log;
    }

    /** Whether the server's first process lives, frozen or not. */
    public boolean isRunning() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** Whether any of the server's processes is frozen by us. */
    public boolean isFrozen() {
        return exclusively(() -> !frozen.isEmpty());
    }

    /** The process number of the postmaster. */
    public long pid() {
        return running().pid();
    }

    /** The end of the server's log. */
    public String logTail() {
        return LogTail.of(log);
    }

    /** Starts the server and waits until it takes connections. */
    public void start() {
        exclusively(() -> {
            if (!isRunning()) {
                launch();
            }
            return true;
        });
    }

    /** Ends the server in good order: sessions are ended, replicas receive everything. */
    public void stop() {
        exclusively(() -> isRunning() && endWith("INT"));
    }

    /** Ends the server at once and without order, as a power failure would, but cleans up in the kernel. */
    public void quit() {
        exclusively(() -> isRunning() && endWith("QUIT"));
    }

    /** Kills every process of the server; works on frozen ones too. */
    public void kill() {
        exclusively(() -> isRunning() && killAll());
    }

    /** Freezes every process of the server. */
    public void freeze() {
        exclusively(() -> {
            long postmaster = pid();
            // First the one that could start further ones.
            stopProcesses(List.of(postmaster));
            return stopProcesses(
                    Signals.below(postmaster).stream().map(ProcessHandle::pid).toList());
        });
    }

    /** Freezes one process of the server. */
    public void freeze(long pid) {
        exclusively(() -> {
            running();
            return stopProcesses(List.of(pid));
        });
    }

    /** Lets all frozen processes go on; nothing happens if none is frozen. */
    public void thaw() {
        exclusively(() -> {
            Signals.send("CONT", frozen);
            return forgetFrozen();
        });
    }

    /** Kills one process of the server, for instance the one behind a session. */
    public void kill(long pid) {
        exclusively(() -> {
            running();
            Signals.send("KILL", List.of(pid));
            return frozen.remove(pid);
        });
    }

    private void launch() throws IOException {
        PostmasterFile.deleteIn(data);
        Process started = launcher.start(List.of(home.program("postgres"), "-D", data.toString()), log);
        process = started;
        if (!launcher.endsWithJvm() && !Platform.isWindows()) {
            guard = Guard.over(started.pid(), List.of());
        }
        boolean ready = Await.within(
                READY, () -> !started.isAlive() || PostmasterFile.in(data).isReady());
        if (!ready || !started.isAlive()) {
            throw new IllegalStateException("PostgreSQL in " + data
                    + (ready ? " ended instead of starting" : " was not ready within " + READY)
                    + ". Its log ends with:\n"
                    + logTail());
        }
    }

    private boolean endWith(String signal) {
        Process ending = running();
        Signals.send(signal, List.of(ending.pid()));
        Signals.send("CONT", frozen);
        if (ended(ending)) {
            return forgetFrozen();
        }
        return killAll();
    }

    private boolean killAll() {
        Process victim = running();
        PostmasterFile file = PostmasterFile.in(data);
        if (!Platform.isWindows()) {
            Signals.send("STOP", List.of(victim.pid()));
        }
        List<ProcessHandle> children = Signals.below(victim.pid());
        List<Long> all = new ArrayList<>(List.of(victim.pid()));
        children.forEach(child -> all.add(child.pid()));
        Signals.send("KILL", all);
        Await.until(
                "the end of the killed server",
                ENDED,
                () -> all + " in " + data,
                () -> !victim.isAlive() && children.stream().allMatch(Signals::isGone));
        file.sharedMemory().ifPresent(id -> Signals.run(List.of("ipcrm", "-m", id)));
        return forgetFrozen();
    }

    private boolean stopProcesses(List<Long> pids) {
        frozen.addAll(pids);
        Signals.send("STOP", pids);
        Await.until(
                "processes to freeze",
                ENDED,
                pids::toString,
                () -> pids.stream().allMatch(Signals::isStopped));
        replaceGuard(Guard.over(pid(), frozen));
        return true;
    }

    private boolean forgetFrozen() {
        frozen.clear();
        boolean guarded = isRunning() && !launcher.endsWithJvm() && !Platform.isWindows();
        replaceGuard(guarded ? Guard.over(pid(), List.of()) : null);
        return true;
    }

    private void replaceGuard(@Nullable Guard next) {
        Guard previous = guard;
        guard = next;
        if (previous != null) {
            previous.close();
        }
    }

    private Process running() {
        Process current = process;
        if (current == null || !current.isAlive()) {
            throw new IllegalStateException("PostgreSQL in " + data + " is not running");
        }
        return current;
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(ENDED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean exclusively(Operation operationOnProcesses) {
        operation.lock();
        try {
            return operationOnProcesses.perform();
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL in " + data + ": " + failure.getMessage(), failure);
        } finally {
            operation.unlock();
        }
    }

    @FunctionalInterface
    private interface Operation {
        boolean perform() throws IOException;
    }
}
