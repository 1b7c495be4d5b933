package io.github.jdbcreplicated.benchmarks.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import io.github.jdbcreplicated.benchmarks.frame.Usage;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What reads allocate. {@link #main} measures one contender's in the JVM that runs it; {@link #of} has it run in one of its own, where nothing else was compiled before.
 *
 * <p>Only the first compiler runs there. It allocates what the code says; the second leaves out what it can follow to its
 * end, which depends on how much it happened to inline.
 */
record Allocation(double read, double readWithParameter, double readInOwnUnit, double springTransaction) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The first run what is loaded and compiled only once, and the monitor of another thread may share a page of it. */
    private static final int BATCHES = 8;

    private static final int READS = 5_000;

    /** Answers no object, which would count. */
    private interface Read {
        long run() throws Exception;
    }

    static Allocation of(Contender contender) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m", // object sizes are those of a small heap on any machine
                        "-cp",
                        System.getProperty("java.class.path"),
                        Allocation.class.getName(),
                        contender.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The JVM that measures " + contender + " answered " + answer
                    + " and ended with " + process.exitValue());
        }
        double[] bytes =
                Stream.of(answer.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new Allocation(bytes[0], bytes[1], bytes[2], bytes[3]);
    }

    /** Prints all figures, in bytes per operation; the one argument is the contender's name. */
    @SuppressWarnings("SystemOut") // it is read by the other process
    public static void main(String[] args) throws Exception {
        SharedPools pools = new SharedPools();
        pools.contender = Contender.valueOf(args[0]);
        pools.open();
        PointSelect select = new PointSelect();
        select.prepare(pools);
        select.enter();
        Usage usage = new Usage();
        System.out.println(Stream.<Read>of(
                        () -> select.read(usage),
                        () -> select.readWithParameter(usage),
                        () -> select.readInOwnUnit(usage),
                        () -> select.springTransaction(usage))
                .map(read -> Double.toString(least(read)))
                .collect(Collectors.joining(" ")));
        select.leave();
        pools.close();
    }

    private static double least(Read operation) {
        return DoubleStream.generate(() -> batch(operation))
                .limit(BATCHES)
                .min()
                .orElseThrow();
    }

    private static double batch(Read operation) {
        try {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < READS; i++) {
                operation.run();
            }
            return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / READS;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
