package io.github.jdbcreplicated.testkit.history.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.testkit.history.Finding;
import io.github.jdbcreplicated.testkit.history.HistoryReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The table in {@code docs/history-checker.md}. With the system property {@code jdbcreplicated.testkit.write-docs=true}
 * the run writes it, otherwise it compares: the scenes leave nothing to chance.
 */
final class ResultTable {

    private static final Path PAGE = Path.of("../docs/history-checker.md");
    private static final String BEGIN = "<!-- figures: written by MutantsTest -->";

    private final List<String> rows = new ArrayList<>();
    private int caught;
    private long readsOfTheRight;
    private long findingsOfTheRight;
    private long onReplicasOfTheRight;

    void add(Mutant mutant, HistoryReport broken, HistoryReport right, long onReplicas) {
        caught += broken.violations().isEmpty() ? 0 : 1;
        readsOfTheRight += right.reads();
        findingsOfTheRight += right.findings().size();
        onReplicasOfTheRight += onReplicas;
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d of %d | %d of %d |",
                mutant.defect(),
                mutant.provocation(),
                guarantees(broken),
                staleReads(broken),
                broken.readsChecked(),
                staleReads(right),
                right.readsChecked()));
    }

    /** Nothing happens if only some of the scenes were played. */
    void compareWithPage(int scenes) throws IOException {
        if (rows.size() < scenes) {
            return;
        }
        if (Boolean.getBoolean("jdbcreplicated.testkit.write-docs")) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, page.substring(0, page.indexOf(BEGIN)) + text());
        }
        assertThat(onReplicasOfTheRight).isPositive();
        assertThat(Files.readString(PAGE)).endsWith(text());
    }

    private String text() {
        List<String> lines = new ArrayList<>(List.of(
                BEGIN,
                "",
                String.format(
                        Locale.ROOT,
                        "**%d of %d caught.** The router without defect: %d findings in %d reads, %d of them on a replica.",
                        caught,
                        rows.size(),
                        findingsOfTheRight,
                        readsOfTheRight,
                        onReplicasOfTheRight),
                "",
                "| defect | provoked by | flagged as | stale reads, of those checked | without the defect |",
                "|---|---|---|---|---|"));
        lines.addAll(rows);
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static long staleReads(HistoryReport report) {
        return report.violations().stream().map(Finding::later).distinct().count();
    }

    private static String guarantees(HistoryReport report) {
        return report.violations().stream()
                .map(finding ->
                        finding.guarantee().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
