package io.github.jdbcreplicated.benchmarks.call;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The CPU time of the thread that runs the operation, which other load on the machine disturbs less than wall time; the
 * collector's and the compiler's threads are not in it.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Usage {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Counted by the benchmark. */
    public long operations;

    /** Nanoseconds of this iteration, its synchronisation with JMH included. */
    public long cpuNanos;

    private long cpuBefore;

    /** Starts the clock, on the thread that runs the operations. */
    @Setup(Level.Iteration)
    public void start() {
        cpuBefore = THREADS.getCurrentThreadCpuTime();
    }

    /** Stops it. */
    @TearDown(Level.Iteration)
    public void stop() {
        cpuNanos = THREADS.getCurrentThreadCpuTime() - cpuBefore;
    }
}
