package io.github.jdbcreplicated.benchmarks.frame;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** One figure of several rounds: the one in the middle, and how far the others lie from it. */
public record Spread(double median, double min, double max) {

    /** The spread of these values, of which there is at least one. */
    public static Spread of(double... values) {
        return new Spread(
                median(values),
                DoubleStream.of(values).min().orElseThrow(),
                DoubleStream.of(values).max().orElseThrow());
    }

    /** The spread of the ratios; values and bases in the order of the rounds, one of each per round. */
    public static Spread ofRatios(double[] values, double[] bases) {
        if (values.length != bases.length) {
            throw new IllegalArgumentException(
                    "A ratio needs a base in every round: " + values.length + " values, " + bases.length + " bases");
        }
        double[] ratios = values.clone();
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] /= bases[i];
        }
        return of(ratios);
    }

    /** The value in the middle; between two of them, their mean. */
    public static double median(double... values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** {@code 1.02 [0.97..1.11]}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f [%.2f..%.2f]", median, min, max);
    }
}
