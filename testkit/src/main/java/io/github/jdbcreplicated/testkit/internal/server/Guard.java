package io.github.jdbcreplicated.testkit.internal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A small process that ends a server when this JVM is gone, however it went.
 *
 * <p>It waits for the end of a pipe that only this JVM holds open. Needed where the kernel's own signal on a parent's
 * death does not exist (macOS), and for frozen servers, which would keep that signal until somebody thaws them.
 */
final class Guard implements AutoCloseable {

    /** Asks first and wakes second: a woken server finds the request waiting and ends its own children. */
    private static final String SCRIPT =
            "trap '' INT TERM HUP; read -r never; kill -s QUIT \"$1\"; for pid; do kill -s CONT \"$pid\"; done";

    private final Process process;

    private Guard(Process process) {
        this.process = process;
    }

    /** Watches over a server and those of its processes that are frozen. */
    static Guard over(long server, Collection<Long> frozen) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", Long.toString(server)));
        frozen.forEach(pid -> command.add(Long.toString(pid)));
        try {
            return new Guard(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException failure) {
            throw new UncheckedIOException("No shell to guard the server with", failure);
        }
    }

    /** Sends the guard away; the server goes on. */
    @Override
    public void close() {
        // The signal leaves before the pipe is closed, so the shell never gets to read its end.
        process.destroyForcibly();
    }
}
