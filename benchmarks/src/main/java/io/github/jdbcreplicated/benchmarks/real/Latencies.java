package io.github.jdbcreplicated.benchmarks.real;

import java.util.Arrays;

/** How long each of many operations took, in nanoseconds. Belongs to one thread at a time. */
public final class Latencies {
    private long[] nanos = new long[1024];
    private int count;
    private boolean sorted;

    /** Adds one. */
    public void add(long taken) {
        grow(count + 1);
        nanos[count++] = taken;
        sorted = false;
    }

    /** Adds all of another. */
    public void addAll(Latencies others) {
        grow(count + others.count);
        System.arraycopy(others.nanos, 0, nanos, count, others.count);
        count += others.count;
        sorted = false;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** What this part of them, 0 to 1, did not exceed; NaN if there are none. */
    public double quantile(double part) {
        if (count == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, count);
            sorted = true;
        }
        return nanos[Math.min(count - 1, (int) (part * count))];
    }

    /** Half of them took longer. */
    public double p50() {
        return quantile(0.5);
    }

    /** One in a hundred took longer. */
    public double p99() {
        return quantile(0.99);
    }

    private void grow(int needed) {
        if (needed > nanos.length) {
            nanos = Arrays.copyOf(nanos, Math.max(needed, 2 * nanos.length));
        }
    }
}
