package io.github.jdbcreplicated.demo.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** A row for each stretch, a column for each instance. */
record Table(String corner, BiFunction<Result, Stretch, String> cell) {

    /** How much of the stretch's reads replicas served. */
    static String share(Result result, Stretch stretch) {
        return String.format(Locale.ROOT, "%.1f %% of %d", 100 * result.share(stretch), result.reads(stretch));
    }

    List<String> lines(List<Result> results) {
        List<String> lines = new ArrayList<>();
        lines.add(line(corner, results.stream().map(Result::name).toList()));
        lines.add("|---|" + "---|".repeat(results.size()));
        for (Stretch stretch : results.get(0).stretches()) {
            lines.add(line(
                    stretch.name(),
                    results.stream().map(result -> cell.apply(result, stretch)).toList()));
        }
        return lines;
    }

    private static String line(String first, List<String> others) {
        return "| " + first + " | " + String.join(" | ", others) + " |";
    }
}
