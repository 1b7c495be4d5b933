package io.github.jdbcreplicated.benchmarks.frame;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * The machine's load average over a run, by which a reader sees whether it had the machine to itself: before the first
 * measurement all of it is others', later the run's own threads are in it.
 */
public final class Load implements AutoCloseable {
    private static final long SECONDS_BETWEEN = 5;

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(Load::daemon);

    /** Added to by the watching thread, read by the owner; both under its lock. */
    private final List<Double> seen = new ArrayList<>();

    /** Begins to watch. */
    public Load() {
        sample();
        Future<?> unused = watch.scheduleAtFixedRate(this::sample, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "load");
        thread.setDaemon(true);
        return thread;
    }

    private void sample() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        synchronized (seen) {
            seen.add(load);
        }
    }

    /** The load average before, and the median and highest during the run. */
    @Override
    public String toString() {
        double[] values;
        synchronized (seen) {
            values = seen.stream().mapToDouble(Double::doubleValue).toArray();
        }
        return String.format(
                Locale.ROOT,
                "load average %.1f before, %.1f during (at most %.1f)",
                values[0],
                Spread.median(values),
                DoubleStream.of(values).max().orElseThrow());
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
