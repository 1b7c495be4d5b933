package io.github.jdbcreplicated.benchmarks.real;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** CPU time in nanoseconds; the collector's and the compiler's threads are in none of it. */
public final class CpuClock {
    private static final java.lang.management.ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuClock() {}

    /** Of the thread that asks. */
    public static LongSupplier ofThisThread() {
        return THREADS::getCurrentThreadCpuTime;
    }

    /** Of all threads that live now. */
    public static LongSupplier ofThreadsOfNow() {
        long[] threads = THREADS.getAllThreadIds();
        return () -> LongStream.of(threads)
                .map(THREADS::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }
}
