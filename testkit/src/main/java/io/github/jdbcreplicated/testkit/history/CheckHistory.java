package io.github.jdbcreplicated.testkit.history;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Checks files of history lines from the command line, and prints the report.
 *
 * <p>Ends with 0 if there is no violation, 1 if there is one, 2 if the files cannot be read as a history. What failovers
 * lost, what the database itself took back, and what overtook each other on the wire is printed and does not change that.
 */
public final class CheckHistory {

    private static final int CLEAN = 0;
    private static final int VIOLATED = 1;
    private static final int UNREADABLE = 2;

    private CheckHistory() {}

    /** Checks all files together, as one history. */
    public static void main(String[] files) {
        System.exit(run(Arrays.asList(files), System.out));
    }

    static int run(List<String> files, PrintStream out) {
        if (files.isEmpty()) {
            out.println("No file given. Usage: java " + CheckHistory.class.getName() + " file...");
            return UNREADABLE;
        }
        try {
            HistoryReport report = HistoryChecker.check(
                    History.read(files.stream().map(Path::of).toList()));
            out.print(report.text());
            return report.violations().isEmpty() ? CLEAN : VIOLATED;
        } catch (IOException | IllegalArgumentException unreadable) {
            out.println(unreadable instanceof IOException ? "Cannot read: " + unreadable : unreadable.getMessage());
            return UNREADABLE;
        }
    }
}
