package io.github.jdbcreplicated.benchmarks.growth;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Fork;
import io.github.jdbcreplicated.benchmarks.frame.Lines;
import io.github.jdbcreplicated.benchmarks.frame.Spread;
import io.github.jdbcreplicated.benchmarks.frame.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** One run's points as an answer: medians over the rounds, and ratios to the base size in the same round. */
final class Report {
    /** The limit that the project set itself. */
    private static final double LIMIT = 1.3;

    private static final int MANY_REPLICAS = 64;

    private final List<Point> points;

    Report(List<Point> points) {
        this.points = List.copyOf(points);
    }

    Answer answer() {
        return new Answer(table() + "\n" + verdict(), picture());
    }

    private Table table() {
        Table table = new Table("", "size", "CPU ns", "x base [min..max]", "B/op");
        for (Series series : Series.values()) {
            table.group(series.title());
            sizes(series).forEach(size -> addRow(table, series, size));
        }
        return table;
    }

    private void addRow(Table table, Series series, int size) {
        table.row(
                series.what(),
                String.valueOf(size),
                said("%.0f", median(series, size, Fork.Cost::cpuNanos)),
                ratio(series, size).toString(),
                said("%.0f", median(series, size, Fork.Cost::bytes)));
    }

    private String verdict() {
        Spread ratio = ratio(Series.REPLICAS, MANY_REPLICAS);
        return String.format(
                Locale.ROOT,
                "- A read with a decision among %d replicas: CPU %s x that among %d (at most %.1f: %s);"
                        + " bare pools drawn by lot: %s%n",
                MANY_REPLICAS,
                ratio,
                Series.REPLICAS.base(),
                LIMIT,
                ratio.median() <= LIMIT ? "met" : "missed",
                ratio(Series.BARE_POOLS, MANY_REPLICAS));
    }

    private Lines picture() {
        List<Lines.Line> lines = Arrays.stream(Series.values())
                .filter(series -> series != Series.REPLICAS_AGAIN)
                .map(this::line)
                .toList();
        return new Lines("CPU of one operation, as a ratio to the base size", "size", lines);
    }

    private Lines.Line line(Series series) {
        List<Lines.Point> line = sizes(series)
                .map(size -> new Lines.Point(size, ratio(series, size).median()))
                .toList();
        return new Lines.Line(series.what(), line);
    }

    private Stream<Integer> sizes(Series series) {
        return points.stream()
                .filter(point -> point.series() == series)
                .map(Point::size)
                .distinct();
    }

    /** What is measured again is compared with what it was measured first. */
    private Spread ratio(Series series, int size) {
        Series base = series == Series.REPLICAS_AGAIN ? Series.REPLICAS : series;
        double[] costs = values(series, size, Fork.Cost::cpuNanos);
        double[] ofBase = values(base, series.base(), Fork.Cost::cpuNanos);
        return Spread.ofRatios(costs, Arrays.copyOf(ofBase, costs.length));
    }

    private double median(Series series, int size, ToDoubleFunction<Fork.Cost> value) {
        return Spread.median(values(series, size, value));
    }

    /** In the order of the rounds; the last of them have the base and the largest size alone. */
    private double[] values(Series series, int size, ToDoubleFunction<Fork.Cost> value) {
        return points.stream()
                .filter(point -> point.series() == series && point.size() == size)
                .map(Point::cost)
                .mapToDouble(value)
                .toArray();
    }

    private static String said(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
