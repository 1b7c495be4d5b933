package io.github.jdbcreplicated.benchmarks.call;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * Where an operation runs.
 *
 * @param home of the JDK
 * @param version of the JDK
 * @param virtual whether on a virtual thread, which JDK 21 and later have
 * @param threads how many work at the same time, on the same pools
 */
record Stage(Path home, Runtime.Version version, boolean virtual, int threads) {
    /** One carrier, so that its CPU time is that of the one working thread. */
    private static final List<String> ON_VIRTUAL_THREAD =
            List.of("-Djmh.executor=VIRTUAL", "-Djdk.virtualThreadScheduler.parallelism=1");

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    /** On one platform thread of the JDK at home there. */
    static Stage of(Path home) {
        return new Stage(home, versionOf(home), false, 1);
    }

    Stage onVirtualThread() {
        return new Stage(home, version, true, 1);
    }

    /** On platform threads, as many as processors run at the same time: what they all write shows as CPU time. */
    Stage onEveryProcessor() {
        return new Stage(home, version, false, Runtime.getRuntime().availableProcessors());
    }

    boolean hasVirtualThreads() {
        return version.feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }

    /** What a fork's JVM is told beside what every fork's is. */
    List<String> arguments() {
        return virtual ? ON_VIRTUAL_THREAD : List.of();
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
        String kind = virtual ? "virtual" : "platform";
        return "JDK " + version + ", " + (threads == 1 ? kind + " thread" : threads + " " + kind + " threads");
    }
}
