package io.github.jdbcreplicated.benchmarks.real.servers;

import io.github.jdbcreplicated.benchmarks.frame.Bars;
import io.github.jdbcreplicated.benchmarks.frame.Bars.Bar;
import io.github.jdbcreplicated.benchmarks.frame.Table;
import io.github.jdbcreplicated.benchmarks.real.Contender;
import io.github.jdbcreplicated.benchmarks.real.Latencies;
import io.github.jdbcreplicated.benchmarks.real.Ratios;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was measured as a table, what it says about the limits, and the throughput as a picture. */
final class Report {
    private static final double LEAST = 0.97;
    private static final double MOST = 1.03;
    private static final int ROUNDS = 30;

    /** How the names of those begin for which a limit is set. */
    private static final String OURS = "ours";

    private final Table table = new Table(
            "",
            "ops/s",
            "x base [min..max]",
            "95 % of medians",
            "p50 us",
            "x base",
            "p99 us",
            "x base",
            "CPU us",
            "x base",
            "round trips");
    private final List<String> verdicts = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();

    /** Adds an operation; round trips by name, empty where they were not counted. */
    void add(String title, List<Contender> contenders, Rounds rounds, Map<String, Double> roundTrips, boolean bar) {
        table.group(title);
        for (Contender each : contenders) {
            Rounds quiet = rounds.quiet(each.base());
            Rounds shown = bar && quiet.count() > 0 ? quiet : rounds;
            row(each, shown, roundTrips.get(each.name()));
            if (!each.name().equals(each.base())) {
                double ratio = shown.throughputRatios(each).median();
                bars.add(new Bar(title + ": " + each.name(), ratio, each.name().startsWith(OURS)));
            }
        }
        verdicts.add("- %s: of %d rounds were quiet %s; the figures are of %s"
                .formatted(title, rounds.count(), quietRounds(contenders, rounds), bar ? "those" : "all"));
        if (bar) {
            contenders.stream()
                    .filter(each -> each.name().startsWith(OURS))
                    .forEach(each -> verdicts.add(verdict(title, each, rounds, roundTrips)));
        }
    }

    private static String quietRounds(List<Contender> contenders, Rounds rounds) {
        return contenders.stream()
                .map(Contender::base)
                .distinct()
                .map(base -> rounds.quiet(base).count() + " for " + base)
                .collect(Collectors.joining(", "));
    }

    String text() {
        return table + "\n" + String.join("\n", verdicts) + "\n";
    }

    Bars picture() {
        return new Bars("Throughput, in that of the bare pool on the same servers", false, bars);
    }

    private void row(Contender contender, Rounds rounds, @Nullable Double roundTrips) {
        Ratios throughput = rounds.throughputRatios(contender);
        String name = contender.name();
        table.row(
                name,
                format("%.0f", rounds.median(round -> round.throughput(name))),
                throughput.toString(),
                throughput.interval().toString(),
                format("%.0f", rounds.median(round -> round.latencies(name).p50()) / 1e3),
                format("%.2f", rounds.latencyRatios(contender, Latencies::p50).median()),
                format("%.0f", rounds.median(round -> round.latencies(name).p99()) / 1e3),
                format("%.2f", rounds.latencyRatios(contender, Latencies::p99).median()),
                format("%.1f", rounds.median(round -> round.cpu(name)) / 1e3),
                format("%.2f", rounds.cpuRatios(contender).median()),
                roundTrips == null ? "" : format("%.2f", roundTrips));
    }

    private static String verdict(String title, Contender ours, Rounds rounds, Map<String, Double> roundTrips) {
        Rounds quiet = rounds.quiet(ours.base());
        Ratios ratios = quiet.throughputRatios(ours);
        boolean within = ratios.median() >= LEAST && ratios.median() <= MOST;
        boolean equalTrips = Math.abs(trips(roundTrips, ours.name()) - trips(roundTrips, ours.base())) < 0.005;
        return format(
                "- %s, %s: throughput %.3f x %s (%.2f to %.2f over at least %d quiet rounds: %s; over all rounds %.3f),"
                        + " round trips %.2f to its %.2f (the same: %s)",
                title,
                ours.name(),
                ratios.median(),
                ours.base(),
                LEAST,
                MOST,
                ROUNDS,
                within && quiet.count() >= ROUNDS ? "met" : within ? "within, but too few rounds" : "missed",
                rounds.throughputRatios(ours).median(),
                trips(roundTrips, ours.name()),
                trips(roundTrips, ours.base()),
                equalTrips ? "met" : "missed");
    }

    private static double trips(Map<String, Double> roundTrips, String name) {
        return roundTrips.getOrDefault(name, Double.NaN);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
