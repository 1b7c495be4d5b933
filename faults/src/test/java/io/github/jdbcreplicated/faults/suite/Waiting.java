package io.github.jdbcreplicated.faults.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests that wait for an answer of a server, and where in the code. */
final class Waiting {
    private Waiting() {}

    /** One text for each of them. */
    static List<String> now() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().contains("-exec-"))
                .filter(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("org.postgresql")
                                || frame.getClassName().startsWith("com.zaxxer")))
                .map(Waiting::text)
                .toList();
    }

    private static String text(Map.Entry<Thread, StackTraceElement[]> thread) {
        return thread.getKey().getName() + " waits:\n"
                + Arrays.stream(thread.getValue())
                        .filter(frame -> !frame.getClassName().startsWith("org.apache"))
                        .limit(40)
                        .map(frame -> "    " + frame)
                        .collect(Collectors.joining("\n"));
    }
}
