package io.github.jdbcreplicated.testkit.internal.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts PostgreSQL's programs: never with root's rights, which they refuse, and so that the kernel ends them when this
 * JVM is gone.
 *
 * @param words what is put in front of every command line
 * @param owner the user and group that the server's files must belong to, empty if they can stay with us
 * @param endsWithJvm whether the kernel ends what was started when this JVM is gone
 */
public record Launcher(List<String> words, Optional<String> owner, boolean endsWithJvm) {

    /**
     * PostgreSQL's own word for "at once, without a checkpoint". The order {@code unshare … setpriv} matters: the kernel
     * forgets the signal when a process changes its user, which entering a user namespace is.
     */
    private static final List<String> END_WITH_JVM = List.of("setpriv", "--pdeathsig", "QUIT");

    /** Root outside, nobody inside: files stay root's and nothing has to change hands. Forbidden in many containers. */
    static final Launcher OWN_NAMESPACE =
            new Launcher(join(List.of("unshare", "-U"), END_WITH_JVM), Optional.empty(), true);

    /** Becomes the user that is called nobody everywhere; needs only root's right to change users. */
    static final Launcher OTHER_USER = new Launcher(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--pdeathsig", "QUIT"),
            Optional.of("65534:65534"),
            true);

    private static final Launcher OWN_NAMESPACE_ONLY = new Launcher(List.of("unshare", "-U"), Optional.empty(), false);

    private static final Launcher PLAIN_ENDING_WITH_JVM = new Launcher(END_WITH_JVM, Optional.empty(), true);
    private static final Launcher PLAIN = new Launcher(List.of(), Optional.empty(), false);

    /**
     * The one thread that starts servers. The signal on a parent's death is tied to the thread that started a process,
     * so this one lives as long as the JVM.
     */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "testkit-launcher");
        thread.setDaemon(true);
        return thread;
    });

    /** The first way that works for this process on this machine; tried out, since containers forbid some of them. */
    public static Launcher forThisProcess() {
        return OnThisMachine.LAUNCHER;
    }

    static Launcher firstThatWorks(boolean root, List<Launcher> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.works(root))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "PostgreSQL refuses to run as root, and no way was found to start it as another user: tried "
                                + candidates.stream()
                                        .map(candidate -> String.join(" ", candidate.words()))
                                        .toList()
                                + ". Install util-linux (unshare, setpriv), or run the tests as an ordinary user"));
    }

    /** Starts a program whose output goes to the end of {@code log}. */
    Process start(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(join(words, command))
                .directory(folderOf(log))
                .redirectErrorStream(true)
                .redirectInput(Platform.isWindows() ? new File("NUL") : new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            return STARTER.submit(builder::start).get();
        } catch (ExecutionException failure) {
            throw new IOException("Could not start " + command.get(0), failure.getCause());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting " + command.get(0), interruption);
        }
    }

    /** Starts a program and waits until it has ended well. */
    void run(List<String> command, Path log, Duration limit) throws IOException {
        Process process = start(command, log);
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " did not end within " + limit);
            }
        } catch (InterruptedException interruption) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while running " + command.get(0), interruption);
        }
        if (process.exitValue() != 0) {
            throw new IOException(command.get(0) + " failed: " + LogTail.of(log));
        }
    }

    /** Hands a folder and all in it to the user that servers run as, where that is another one. */
    void handOver(Path folder) {
        owner.ifPresent(user -> Signals.run(List.of("chown", "-R", user, folder.toString())));
    }

    private boolean works(boolean root) {
        if (words.isEmpty()) {
            return true;
        }
        try {
            Process process = new ProcessBuilder(join(words, List.of("id", "-u")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String user = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            return process.waitFor() == 0 && !(root && user.equals("0"));
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static File folderOf(Path log) {
        return log.toAbsolutePath().resolveSibling(".").normalize().toFile();
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    private static final class OnThisMachine {

        static final Launcher LAUNCHER = detect();

        private static Launcher detect() {
            if (Platform.isWindows()) {
                return PLAIN;
            }
            boolean root = isRoot();
            return firstThatWorks(
                    root,
                    root
                            ? List.of(OWN_NAMESPACE, OTHER_USER, OWN_NAMESPACE_ONLY)
                            : List.of(PLAIN_ENDING_WITH_JVM, PLAIN));
        }

        private static boolean isRoot() {
            try {
                Path probe = Files.createTempFile("jdbc-replicated-testkit", ".probe");
                try {
                    return Integer.valueOf(0).equals(Files.getAttribute(probe, "unix:uid"));
                } finally {
                    Files.delete(probe);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException("Cannot write to java.io.tmpdir", failure);
            }
        }
    }
}
