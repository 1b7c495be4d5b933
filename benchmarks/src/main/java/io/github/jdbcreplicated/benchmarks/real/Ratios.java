package io.github.jdbcreplicated.benchmarks.real;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** Ratios of what was measured in pairs; what is said of them does not depend on single outliers. Immutable. */
public final class Ratios {
    private static final int RESAMPLES = 2_000;

    /** The interval of the same ratios is the same each time. */
    private static final long SEED = 42;

    private final double[] values;

    private Ratios(double[] values) {
        this.values = values;
    }

    /** In any order; those that are no number, because a part of the pair was not measured, are left out. */
    public static Ratios of(double... values) {
        return new Ratios(
                DoubleStream.of(values).filter(Double::isFinite).sorted().toArray());
    }

    /** How many there are. */
    public int count() {
        return values.length;
    }

    /** The middle one; NaN if there are none. */
    public double median() {
        return middle(values);
    }

    /** The least; NaN if there are none. */
    public double least() {
        return values.length == 0 ? Double.NaN : values[0];
    }

    /** The greatest; NaN if there are none. */
    public double most() {
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }

    /**
     * Between what the median lies with 95 % probability, had the measurement been repeated: the bootstrap's percentiles,
     * of {@value #RESAMPLES} samples drawn from these.
     */
    public Interval interval() {
        if (values.length == 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] medians = new double[RESAMPLES];
        double[] drawn = new double[values.length];
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.setAll(drawn, at -> values[random.nextInt(values.length)]);
            Arrays.sort(drawn);
            medians[i] = middle(drawn);
        }
        Arrays.sort(medians);
        return new Interval(medians[RESAMPLES / 40], medians[RESAMPLES - 1 - RESAMPLES / 40]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f [%.2f..%.2f]", median(), least(), most());
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** From one number to another, both included. */
    public record Interval(double from, double to) {
        /** Whether it lies within another. */
        public boolean isWithin(double least, double most) {
            return from >= least && to <= most;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f..%.3f", from, to);
        }
    }
}
