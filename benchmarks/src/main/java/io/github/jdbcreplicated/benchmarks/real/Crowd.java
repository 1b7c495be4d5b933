package io.github.jdbcreplicated.benchmarks.real;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/** Has many threads work at the same time, each at its own work, as fast as they can. */
public final class Crowd implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "client");
        thread.setDaemon(true);
        return thread;
    });

    /** Has each of them begin operations for as long as that. */
    public Slice work(List<Work> works, Duration time) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<Callable<Slice>> tasks = new ArrayList<>();
        works.forEach(work -> tasks.add(() -> until(work, start + time.toNanos())));
        Latencies latencies = new Latencies();
        long cpuNanos = 0;
        for (Future<Slice> each : threads.invokeAll(tasks)) {
            latencies.addAll(each.get().latencies());
            cpuNanos += each.get().cpuNanos();
        }
        return new Slice(System.nanoTime() - start, cpuNanos, latencies);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Slice until(Work work, long end) throws Exception {
        LongSupplier cpu = CpuClock.ofThisThread();
        Latencies latencies = new Latencies();
        long cpuBefore = cpu.getAsLong();
        long start = System.nanoTime();
        long last = start;
        while (last - end < 0) {
            work.run();
            long now = System.nanoTime();
            latencies.add(now - last);
            last = now;
        }
        return new Slice(last - start, cpu.getAsLong() - cpuBefore, latencies);
    }
}
