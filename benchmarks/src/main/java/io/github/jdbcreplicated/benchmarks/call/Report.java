package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Bars;
import io.github.jdbcreplicated.benchmarks.frame.Table;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One run's figures as an answer: medians over the rounds, and ratios to the bare pool of the same round. */
final class Report {
    private final List<Group> groups;
    private final Figures figures;

    Report(List<Group> groups, Figures figures) {
        this.groups = List.copyOf(groups);
        this.figures = figures;
    }

    Answer answer() {
        String jdks = groups.stream()
                .map(group -> "JDK " + group.stage().version())
                .distinct()
                .collect(Collectors.joining(", "));
        return new Answer(jdks, table() + "\n" + verdicts(), picture());
    }

    private Table table() {
        Table table = new Table("", "CPU ns", "x HikariCP [min..max]", "B/op", "B more", "rounds");
        for (Group group : groups) {
            table.group(group.title());
            group.contenders().forEach(contender -> addRow(table, group, contender));
        }
        return table;
    }

    private void addRow(Table table, Group group, Contender contender) {
        Contender base = group.contenders().get(0);
        boolean compared = base == Contender.HIKARI;
        double bytes = figures.bytes(group, contender);
        table.row(
                contender.label(),
                said("%.0f", figures.cpuNanos(group, contender)),
                compared ? figures.ratio(group, contender, base).toString() : "",
                said("%.0f", bytes),
                compared ? said("%+.0f", bytes - figures.bytes(group, base)) : "",
                String.valueOf(figures.rounds(group, contender)));
    }

    private String verdicts() {
        return groups.stream()
                .filter(Limits::apply)
                .map(group -> Limits.verdict(group, figures))
                .collect(Collectors.joining());
    }

    /** Of the first group, which has all contenders. */
    private Bars picture() {
        Group group = groups.get(0);
        List<Bars.Bar> bars = group.contenders().stream()
                .map(contender ->
                        new Bars.Bar(contender.label(), figures.cpuNanos(group, contender), contender.isOurs()))
                .toList();
        return new Bars("CPU of one auto-commit read, in ns; " + group.stage(), true, bars);
    }

    private static String said(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
