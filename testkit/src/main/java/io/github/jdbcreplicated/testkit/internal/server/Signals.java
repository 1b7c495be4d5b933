package io.github.jdbcreplicated.testkit.internal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Signals to processes, and what became of them. A process that is gone already is no error: servers end their children
 * on their own.
 */
final class Signals {

    private static final Duration SHELL_LIMIT = Duration.ofSeconds(10);

    private Signals() {}

    /** Sends through the shell's own {@code kill}, since small images have no program of that name. */
    static void send(String signal, Collection<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        if (Platform.isWindows()) {
            sendOnWindows(signal, pids);
            return;
        }
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "for pid; do kill -s " + signal + " \"$pid\"; done", "sh"));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        run(command);
    }

    /** Runs a short command to its end; its output and its exit code do not matter. */
    static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(SHELL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("'" + command.get(0) + "' did not end within " + SHELL_LIMIT);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("'" + command.get(0) + "' could not be run", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running '" + command.get(0) + "'", interruption);
        }
    }

    /** The processes below one process, at this moment. */
    static List<ProcessHandle> below(long pid) {
        try (Stream<ProcessHandle> descendants = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants)) {
            return descendants.toList();
        }
    }

    /** Whether a process no longer runs; one that only waits for its parent to notice counts as gone. */
    static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || stateOf(process.pid()) == 'Z';
    }

    static boolean isStopped(long pid) {
        char state = stateOf(pid);
        return state == 'T' || state == 'Z' || state == UNKNOWN;
    }

    private static final char UNKNOWN = '?';

    /** The letter that Linux keeps behind the program's name in {@code /proc}; unknown elsewhere and for the gone. */
    private static char stateOf(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return line.charAt(line.lastIndexOf(')') + 2);
        } catch (NoSuchFileException goneOrNotLinux) {
            return UNKNOWN;
        } catch (IOException gone) {
            return UNKNOWN;
        }
    }

    private static void sendOnWindows(String signal, Collection<Long> pids) {
        if (signal.equals("STOP") || signal.equals("CONT")) {
            throw new UnsupportedOperationException("Windows cannot freeze a process");
        }
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
}
