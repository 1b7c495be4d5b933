package io.github.jdbcreplicated.benchmarks.frame;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the threads that run the operation use. CPU time, which other load on the machine disturbs less than wall time; the
 * collector's and the compiler's threads are not in it. And what they allocate. A virtual thread has neither: then it is
 * that of what carries it.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Usage {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final boolean VIRTUAL = "VIRTUAL".equals(System.getProperty("jmh.executor"));

    /** How the JDK names the threads that carry virtual ones. */
    private static final String CARRIER = "ForkJoinPool-1-worker-";

    /** Counted by the benchmark. */
    public long operations;

    /** Nanoseconds of this iteration, its synchronisation with JMH included. */
    public long cpuNanos;

    /** Allocated in this iteration, as {@link #cpuNanos}. */
    public long bytes;

    private long cpuBefore;
    private long bytesBefore;

    /** Starts the clock, on the thread that runs the operations. */
    @Setup(Level.Iteration)
    public void start() {
        bytesBefore = VIRTUAL ? ofCarriers(THREADS::getThreadAllocatedBytes) : THREADS.getCurrentThreadAllocatedBytes();
        cpuBefore = VIRTUAL ? ofCarriers(THREADS::getThreadCpuTime) : THREADS.getCurrentThreadCpuTime();
    }

    /** Stops it. */
    @TearDown(Level.Iteration)
    public void stop() {
        cpuNanos = (VIRTUAL ? ofCarriers(THREADS::getThreadCpuTime) : THREADS.getCurrentThreadCpuTime()) - cpuBefore;
        bytes = (VIRTUAL ? ofCarriers(THREADS::getThreadAllocatedBytes) : THREADS.getCurrentThreadAllocatedBytes())
                - bytesBefore;
    }

    private static long ofCarriers(LongUnaryOperator ofThread) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith(CARRIER))
                .mapToLong(ThreadInfo::getThreadId)
                .map(ofThread)
                .sum();
    }
}
