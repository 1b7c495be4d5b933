package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that is known of a row, for whoever wants to know why it missed: {@code target/faults}. */
final class Report {
    private static final Path FOLDER = Path.of("target", "faults");
    private static final int MOST_TEXT = 4000;
    private static final int SLOWEST = 8;

    private Report() {}

    static void write(String name, Result result) throws IOException {
        String text = text(result);
        Files.writeString(Files.createDirectories(FOLDER).resolve(name + ".txt"), text);
        System.out.println("[" + name + "] " + summary(result));
    }

    static String summary(Result result) {
        return result.topology() + " " + result.fault().name() + ": "
                + (result.missed().isEmpty()
                        ? "pass"
                        : "MISS "
                                + result.missed().stream()
                                        .map(bar -> bar.missed(result))
                                        .toList());
    }

    /** What requests failed with, without what each said at length. */
    static List<String> failedWith(Result result) {
        return failures(result).entrySet().stream()
                .map(failure -> failure.getValue().size() + " x " + failure.getKey())
                .toList();
    }

    private static String text(Result result) {
        StringBuilder text = new StringBuilder(summary(result)).append("\n\n");
        text.append(new PageLine(result).text()).append("\n\n");
        result.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        long begin = result.changes().isEmpty() ? 0 : result.changes().get(0).nanos();
        result.changes()
                .forEach(change -> text.append("+")
                        .append((change.nanos() - begin) / 1_000_000)
                        .append(" ms ")
                        .append(change)
                        .append('\n'));
        result.samples().stream()
                .filter(Sample::isGet)
                .sorted(Comparator.comparingLong(Sample::millis).reversed())
                .limit(SLOWEST)
                .forEach(sample -> text.append("slow: ")
                        .append(sample.millis())
                        .append(" ms ")
                        .append(sample.kind())
                        .append(' ')
                        .append(sample.fate())
                        .append(" by ")
                        .append(sample.node())
                        .append(", begun at +")
                        .append((sample.startNanos() - begin) / 1_000_000)
                        .append('\n'));
        result.waiting().forEach(thread -> text.append("\n").append(thread).append('\n'));
        failures(result).forEach((what, samples) -> appendFailure(text, what, samples));
        text.append('\n').append(result.history().text());
        return text.toString();
    }

    private static Map<String, List<Sample>> failures(Result result) {
        Map<String, List<Sample>> failures = new LinkedHashMap<>();
        result.samples().stream()
                .filter(sample -> !sample.isGood())
                .forEach(sample -> failures.merge(
                        sample.kind() + " " + sample.fate() + " " + firstLine(sample.why()),
                        List.of(sample),
                        Report::joined));
        return failures;
    }

    private static void appendFailure(StringBuilder text, String what, List<Sample> samples) {
        String why = samples.get(0)
                .why()
                .replace("\\r\\n", "\n")
                .replace("\\n", "\n")
                .replace("\\t", "  ");
        text.append("\n== ")
                .append(samples.size())
                .append(" x ")
                .append(what)
                .append("\nslowest ")
                .append(samples.stream().mapToLong(Sample::millis).max().orElse(0))
                .append(" ms\n")
                .append(shortened(why))
                .append('\n');
    }

    /** What was thrown, and where of it was ours. */
    private static String shortened(String why) {
        String kept = why.lines()
                .filter(line -> !line.startsWith("  at ") || line.contains("jdbcreplicated"))
                .collect(Collectors.joining("\n"));
        return kept.substring(0, Math.min(MOST_TEXT, kept.length()));
    }

    private static String firstLine(String why) {
        int end = why.indexOf("\\n");
        String line = end < 0 ? why : why.substring(0, end);
        return line.replaceAll("\\d+", "#")
                .substring(0, Math.min(160, line.replaceAll("\\d+", "#").length()));
    }

    private static List<Sample> joined(List<Sample> some, List<Sample> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }
}
