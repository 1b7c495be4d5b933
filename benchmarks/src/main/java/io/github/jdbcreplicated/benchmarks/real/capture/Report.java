package io.github.jdbcreplicated.benchmarks.real.capture;

import io.github.jdbcreplicated.benchmarks.frame.Bars;
import io.github.jdbcreplicated.benchmarks.frame.Bars.Bar;
import io.github.jdbcreplicated.benchmarks.frame.Table;
import io.github.jdbcreplicated.benchmarks.real.Ratios;
import io.github.jdbcreplicated.benchmarks.real.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured as a table, what it says about the limit, and the throughput as a picture. */
final class Report {
    private static final double LEAST = 0.9;
    private static final int MANY = 64;

    private final List<Result> results;

    Report(List<Result> results) {
        this.results = List.copyOf(results);
    }

    String text() {
        StringBuilder text = new StringBuilder(table().toString()).append('\n');
        results.stream()
                .filter(result -> result.setting().threads() == MANY)
                .forEach(result -> text.append(verdict(result)));
        return text.toString();
    }

    Bars picture() {
        List<Bar> bars = new ArrayList<>();
        for (Result result : results) {
            for (Way way : List.of(Way.BARE_AGAIN, Way.OFF, Way.ONE_BY_ONE, Way.SHARED)) {
                Setting setting = result.setting();
                String label =
                        (setting.synchronousCommit() ? "sync, " : "async, ") + setting.threads() + ": " + way.label();
                bars.add(new Bar(
                        label, result.throughputRatios(way, Way.BARE).median(), way == Way.OFF || way == Way.SHARED));
            }
        }
        return new Bars("Writes per second, in those of the bare pool", false, bars);
    }

    private Table table() {
        Table table = new Table(
                "", "writes/s", "x HikariCP [min..max]", "95 % of medians", "x no capture", "p50 us", "p99 us");
        for (Result result : results) {
            table.group(result.setting().toString());
            for (Way way : Way.values()) {
                Ratios ratios = result.throughputRatios(way, Way.BARE);
                table.row(
                        way.label(),
                        format("%.0f", result.median(way, Slice::throughput)),
                        ratios.toString(),
                        ratios.interval().toString(),
                        way == Way.SHARED
                                ? format(
                                        "%.3f",
                                        result.throughputRatios(way, Way.OFF).median())
                                : "",
                        format(
                                "%.0f",
                                result.median(way, slice -> slice.latencies().p50()) / 1e3),
                        format(
                                "%.0f",
                                result.median(way, slice -> slice.latencies().p99()) / 1e3));
            }
        }
        return table;
    }

    private static String verdict(Result result) {
        Ratios toOff = result.throughputRatios(Way.SHARED, Way.OFF);
        Ratios toBare = result.throughputRatios(Way.SHARED, Way.BARE);
        return format(
                "- %s: captures shared %.3f x no capture (%s), %.3f x HikariCP, over %d rounds (at least %.1f: %s)%n",
                result.setting(),
                toOff.median(),
                toOff.interval(),
                toBare.median(),
                toOff.count(),
                LEAST,
                toOff.median() >= LEAST ? "met" : "missed");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
