package io.github.jdbcreplicated.testkit.history;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a check has found.
 *
 * @param reads the acknowledged reads
 * @param readsChecked those of them that something earlier bound in at least one way; the others could show anything
 * @param writes the acknowledged writes and deletes
 * @param unknown the writes and deletes whose outcome nobody knows
 * @param outside the operations that nothing was promised for, per reason
 * @param checked how often each guarantee was checked
 * @param findings everything found, in the order of time per session
 */
public record HistoryReport(
        long reads,
        long readsChecked,
        long writes,
        long unknown,
        Map<String, Long> outside,
        Map<Guarantee, Long> checked,
        List<Finding> findings) {

    /** Copies what it is given. */
    public HistoryReport {
        outside = Map.copyOf(outside);
        checked = Map.copyOf(checked);
        findings = List.copyOf(findings);
    }

    /** The findings that are the router's fault; empty if all is well. */
    public List<Finding> violations() {
        return findings(Verdict.VIOLATION);
    }

    /** The findings of one kind. */
    public List<Finding> findings(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
    }

    /** How many findings there are of one kind about one guarantee. */
    public long count(Guarantee guarantee, Verdict verdict) {
        return findings.stream()
                .filter(finding -> finding.guarantee() == guarantee && finding.verdict() == verdict)
                .count();
    }

    /** A table of all counts, and below it every finding with both operations. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%d reads, %d of them checked; %d writes, and %d with unknown outcome",
                reads,
                readsChecked,
                writes,
                unknown);
        outside.forEach((reason, count) -> line(text, "%d operations outside the promise: %s", count, reason));
        line(
                text,
                "%-22s %9s %10s %5s %9s %9s",
                "guarantee",
                "checked",
                "violations",
                "lost",
                "db_window",
                "overtaken");
        for (Guarantee guarantee : Guarantee.values()) {
            row(text, guarantee);
        }
        return text + findings.stream().map(finding -> "\n" + finding + "\n").collect(Collectors.joining());
    }

    private void row(StringBuilder text, Guarantee guarantee) {
        line(
                text,
                "%-22s %9d %10d %5d %9d %9d",
                Words.of(guarantee),
                checked.getOrDefault(guarantee, 0L),
                count(guarantee, Verdict.VIOLATION),
                count(guarantee, Verdict.LOST),
                count(guarantee, Verdict.DB_WINDOW),
                count(guarantee, Verdict.OVERTAKEN));
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    @Override
    public String toString() {
        return text();
    }
}
