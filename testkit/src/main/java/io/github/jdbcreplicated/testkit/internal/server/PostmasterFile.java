package io.github.jdbcreplicated.testkit.internal.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}, in which a server tells its process, its shared memory and whether it takes connections.
 *
 * <p>The lines are those of PostgreSQL's {@code src/include/utils/pidfile.h}.
 */
record PostmasterFile(List<String> lines) {

    private static final int PID = 0;
    private static final int SHARED_MEMORY = 6;
    private static final int STATUS = 7;

    static PostmasterFile in(Path data) {
        try {
            return new PostmasterFile(Files.readAllLines(path(data)));
        } catch (IOException notThereYet) {
            return new PostmasterFile(List.of());
        }
    }

    /** Removes what a killed server left: its process number may be somebody else's by now. */
    static void deleteIn(Path data) throws IOException {
        Files.deleteIfExists(path(data));
    }

    boolean isReady() {
        return line(STATUS).filter("ready"::equals).isPresent();
    }

    Optional<Long> pid() {
        return line(PID).map(Long::valueOf);
    }

    /** The System V segment that a killed server leaves in the kernel. */
    Optional<String> sharedMemory() {
        return line(SHARED_MEMORY).map(keyAndId -> keyAndId.substring(keyAndId.lastIndexOf(' ') + 1));
    }

    private Optional<String> line(int number) {
        return lines.size() > number
                ? Optional.of(lines.get(number).trim()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private static Path path(Path data) {
        return data.resolve("postmaster.pid");
    }
}
