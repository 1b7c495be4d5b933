package io.github.jdbcreplicated.benchmarks.frame;

import java.util.Locale;

/** From a value to a place on an axis. */
record Scale(double lowest, double highest, double from, double to, boolean logarithmic) {
    private static final double[] STEPS = {1, 2, 5, 10};

    double place(double value) {
        return from + (to - from) * (bent(value) - bent(lowest)) / (bent(highest) - bent(lowest));
    }

    private double bent(double value) {
        return logarithmic ? Math.log(value) : value;
    }

    /** The distance between marks on a straight axis: 1, 2 or 5 times a power of ten, so that there are four to ten. */
    double step() {
        double rough = (highest - lowest) / 8;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double step : STEPS) {
            if (step * power >= rough) {
                return step * power;
            }
        }
        throw new IllegalArgumentException("No marks between " + lowest + " and " + highest);
    }

    /** A number as short as it can be said: {@code 1200}, {@code 13}, {@code 1.25}. */
    static String said(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
