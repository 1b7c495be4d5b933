package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.benchmarks.frame.Quiet;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where an operation runs.
 *
 * @param home of the JDK
 * @param version of the JDK
 * @param virtual whether on a virtual thread, which JDK 21 and later have
 */
record Stage(Path home, Runtime.Version version, boolean virtual) {
    /**
     * Code is compiled as soon as it was called often enough, however busy the machine is: left to the background, some JVMs
     * would still run what was compiled first when they are measured. Logs say nothing here.
     */
    private static final List<String> EVERYWHERE = List.of(
            "-XX:-BackgroundCompilation",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Djava.util.logging.config.class=" + Quiet.class.getName());

    /** One carrier, so that its CPU time is that of the one working thread. */
    private static final List<String> ON_VIRTUAL_THREAD =
            List.of("-Djmh.executor=VIRTUAL", "-Djdk.virtualThreadScheduler.parallelism=1");

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    /** On a platform thread of the JDK at home there. */
    static Stage of(Path home) {
        return new Stage(home, versionOf(home), false);
    }

    Stage onVirtualThread() {
        return new Stage(home, version, true);
    }

    boolean hasVirtualThreads() {
        return version.feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }

    /** What a fork's JVM is told. */
    List<String> arguments() {
        return virtual ? concat(EVERYWHERE, ON_VIRTUAL_THREAD) : EVERYWHERE;
    }

    private static List<String> concat(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Runtime.Version versionOf(Path home) {
        Path release = home.resolve("release");
        Properties facts = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            facts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(home + " is not the home of a JDK: it has no readable file 'release'", e);
        }
        return Runtime.Version.parse(facts.getProperty("JAVA_VERSION").replace("\"", ""));
    }

    @Override
    public String toString() {
        return "JDK " + version + ", " + (virtual ? "virtual" : "platform") + " thread";
    }
}
