package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.testkit.history.HistoryReport;
import io.github.jdbcreplicated.testkit.history.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docs/faults.md}: its text stays, the part between two lines is written by every run of the whole suite. */
final class FaultsPage {
    private static final Path PAGE = Path.of("../docs/faults.md");
    private static final String BEGIN = "<!-- figures: written by FaultSuiteTest -->\n";
    private static final String END = "<!-- end -->\n";

    private FaultsPage() {}

    static void write(List<Result> results, long seconds) throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN);
        int to = page.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalStateException(PAGE + " has no place for figures");
        }
        String text = String.join("\n", lines(results, seconds));
        Files.writeString(PAGE, page.substring(0, from + BEGIN.length()) + "\n" + text + "\n\n" + page.substring(to));
    }

    private static List<String> lines(List<Result> results, long seconds) {
        List<String> lines = new ArrayList<>();
        long missed =
                results.stream().filter(result -> !result.missed().isEmpty()).count();
        lines.add(String.format(
                Locale.ROOT,
                "**%d of %d rows reach all their bars.** %d minutes %d s in all.",
                results.size() - missed,
                results.size(),
                seconds / 60,
                seconds % 60));
        byTopology(results).forEach((topology, rows) -> {
            lines.add("\n## " + topology + "\n");
            lines.add(PageLine.HEAD);
            rows.forEach(result -> lines.add(new PageLine(result).text()));
        });
        lines.add("\n## All histories\n");
        lines.addAll(histories(results));
        lines.add("\n## What rows noted\n");
        results.forEach(result -> result.notes()
                .forEach(note -> lines.add(
                        "- " + result.topology() + ", " + result.fault().name() + ": " + note)));
        return lines;
    }

    private static Map<String, List<Result>> byTopology(List<Result> results) {
        return results.stream()
                .collect(Collectors.groupingBy(Result::topology, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<String> histories(List<Result> results) {
        List<HistoryReport> reports = results.stream().map(Result::history).toList();
        return List.of(
                "| reads | of them bound by something | writes | of unknown outcome | stale reads"
                        + " | findings: violations | lost by failover | in the database's window | overtaken |",
                "|---|---|---|---|---|---|---|---|---|",
                "| " + reports.stream().mapToLong(HistoryReport::reads).sum()
                        + " | "
                        + reports.stream()
                                .mapToLong(HistoryReport::readsChecked)
                                .sum()
                        + " | "
                        + reports.stream().mapToLong(HistoryReport::writes).sum()
                        + " | "
                        + reports.stream().mapToLong(HistoryReport::unknown).sum()
                        + " | " + results.stream().mapToLong(Result::stale).sum()
                        + " | " + count(reports, Verdict.VIOLATION)
                        + " | " + count(reports, Verdict.LOST)
                        + " | " + count(reports, Verdict.DB_WINDOW)
                        + " | " + count(reports, Verdict.OVERTAKEN) + " |");
    }

    private static long count(List<HistoryReport> reports, Verdict verdict) {
        return reports.stream()
                .mapToLong(report -> report.findings(verdict).size())
                .sum();
    }
}
