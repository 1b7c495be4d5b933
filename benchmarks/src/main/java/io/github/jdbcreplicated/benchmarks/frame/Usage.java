package io.github.jdbcreplicated.benchmarks.frame;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The CPU time of the thread that runs the operation, which other load on the machine disturbs less than wall time; the
 * collector's and the compiler's threads are not in it. A virtual thread has none: then it is that of what carries it.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Usage {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean VIRTUAL = "VIRTUAL".equals(System.getProperty("jmh.executor"));

    /** How the JDK names the threads that carry virtual ones. */
    private static final String CARRIER = "ForkJoinPool-1-worker-";

    /** Counted by the benchmark. */
    public long operations;

    /** Nanoseconds of this iteration, its synchronisation with JMH included. */
    public long cpuNanos;

    private long cpuBefore;

    /** Starts the clock, on the thread that runs the operations. */
    @Setup(Level.Iteration)
    public void start() {
        cpuBefore = now();
    }

    /** Stops it. */
    @TearDown(Level.Iteration)
    public void stop() {
        cpuNanos = now() - cpuBefore;
    }

    private static long now() {
        return VIRTUAL ? ofCarriers() : THREADS.getCurrentThreadCpuTime();
    }

    private static long ofCarriers() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith(CARRIER))
                .mapToLong(ThreadInfo::getThreadId)
                .map(THREADS::getThreadCpuTime)
                .sum();
    }
}
