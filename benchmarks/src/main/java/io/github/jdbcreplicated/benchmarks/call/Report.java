package io.github.jdbcreplicated.benchmarks.call;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** One run's figures as a table: medians over the rounds, and ratios to the bare pool of the same round. */
final class Report {
    /** The limits that the project set itself, for a read in a replica scope; see docs/performance.md. */
    private static final double MAX_RATIO = 1.3;

    private static final double MAX_BYTES_MORE = 150;

    private static final String HEADER = "| %-36s | %8s | %-22s | %5s | %6s | %6s |%n"
            .formatted("", "CPU ns", "x HikariCP [min..max]", "best", "B/op", "B more");
    private static final String RULE = "|-%-36s-|-%8s:|-%-22s-|-%5s:|-%6s:|-%6s:|%n"
            .formatted("", "", "", "", "", "")
            .replace(' ', '-');

    private final List<Figure> figures;

    Report(List<Figure> figures) {
        this.figures = List.copyOf(figures);
    }

    String text(int rounds) {
        StringBuilder text = new StringBuilder("Rounds: " + rounds + "\n\n");
        text.append(HEADER).append(RULE);
        for (Operation operation : Operation.values()) {
            if (figures.stream().anyMatch(figure -> figure.operation() == operation)) {
                appendRows(text, operation);
            }
        }
        text.append('\n');
        for (Operation operation : Operation.values()) {
            if (operation.hasBar()) {
                text.append(verdict(operation));
            }
        }
        return text.toString();
    }

    private void appendRows(StringBuilder text, Operation operation) {
        text.append("| %-36s | %8s | %-22s | %5s | %6s | %6s |%n"
                .formatted("**" + operation.title() + "**", "", "", "", "", ""));
        for (Contender contender : Contender.values()) {
            text.append(row(operation, contender));
        }
    }

    private String row(Operation operation, Contender contender) {
        double[] ratios = ratios(operation, contender, Contender.HIKARI);
        return String.format(
                Locale.ROOT,
                "| %-36s | %8.0f | %-22s | %5.2f | %6.0f | %+6.0f |%n",
                contender.label(),
                median(values(operation, contender, Figure::cpuNanos)),
                String.format(Locale.ROOT, "%.2f [%.2f..%.2f]", median(ratios), min(ratios), max(ratios)),
                best(operation, contender) / best(operation, Contender.HIKARI),
                bytes(operation, contender),
                bytes(operation, contender) - bytes(operation, Contender.HIKARI));
    }

    private String verdict(Operation operation) {
        double ratio = median(ratios(operation, Contender.REPLICA_SCOPE, Contender.HIKARI));
        double more = bytes(operation, Contender.REPLICA_SCOPE) - bytes(operation, Contender.HIKARI);
        double toSpring = median(ratios(operation, Contender.REPLICA_SCOPE, Contender.SPRING_LAZY));
        return String.format(
                Locale.ROOT,
                "- %s, ours in a replica scope: CPU %.2f x HikariCP (at most %.1f: %s), %+.0f B (at most %+.0f: %s),"
                        + " CPU %.2f x Spring's lazy proxy (at most 1: %s)%n",
                operation.title(),
                ratio,
                MAX_RATIO,
                met(ratio <= MAX_RATIO),
                more,
                MAX_BYTES_MORE,
                met(Math.round(more) <= MAX_BYTES_MORE),
                toSpring,
                met(toSpring <= 1));
    }

    private static String met(boolean met) {
        return met ? "met" : "missed";
    }

    /** One ratio for each round. */
    private double[] ratios(Operation operation, Contender contender, Contender base) {
        double[] bases = values(operation, base, Figure::cpuNanos);
        double[] ratios = values(operation, contender, Figure::cpuNanos);
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] /= bases[i];
        }
        return ratios;
    }

    private double best(Operation operation, Contender contender) {
        return min(values(operation, contender, Figure::cpuNanos));
    }

    private double bytes(Operation operation, Contender contender) {
        return median(values(operation, contender, Figure::bytes));
    }

    /** In the order of the rounds. */
    private double[] values(Operation operation, Contender contender, ToDoubleFunction<Figure> value) {
        return figures.stream()
                .filter(figure -> figure.operation() == operation && figure.contender() == contender)
                .mapToDouble(value)
                .toArray();
    }

    private static double median(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double min(double[] values) {
        return DoubleStream.of(values).min().orElseThrow();
    }

    private static double max(double[] values) {
        return DoubleStream.of(values).max().orElseThrow();
    }
}
