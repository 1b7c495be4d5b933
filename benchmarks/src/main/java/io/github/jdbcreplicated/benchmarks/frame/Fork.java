package io.github.jdbcreplicated.benchmarks.frame;

import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One JVM that runs one JMH benchmark with a {@link Usage}, and what that took. */
public final class Fork {
    /**
     * Code is compiled as soon as it was called often enough, however busy the machine is: left to the background, some JVMs
     * would still run what was compiled first when they are measured. Logs say only what is wrong.
     */
    private static final List<String> ARGUMENTS = List.of(
            "-XX:-BackgroundCompilation",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Djava.util.logging.config.class=" + Quiet.class.getName());

    private static final TimeValue WARMUP = TimeValue.milliseconds(500);
    private static final TimeValue MEASUREMENT = TimeValue.milliseconds(200);
    private static final int MEASUREMENTS = 4;

    /**
     * What one operation takes.
     *
     * @param cpuNanos CPU time of the working threads
     * @param bytes what it allocates
     */
    public record Cost(double cpuNanos, double bytes) {}

    private Fork() {}

    /** Options of a fork of the benchmark method, with a warm-up of so many half seconds; to be completed. */
    public static ChainedOptionsBuilder of(Class<?> benchmark, String method, int warmups) {
        return new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .forks(1)
                .jvmArgsAppend(ARGUMENTS.toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .warmupIterations(warmups)
                .warmupTime(WARMUP)
                .measurementIterations(MEASUREMENTS)
                .measurementTime(MEASUREMENT)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
    }

    /** Runs it. */
    public static Cost run(ChainedOptionsBuilder options) throws RunnerException {
        RunResult result = new Runner(options.build()).runSingle();
        return new Cost(
                secondary(result, "cpuNanos") / secondary(result, "operations"),
                secondary(result, "gc.alloc.rate.norm"));
    }

    private static double secondary(RunResult result, String name) {
        Result<?> found = result.getSecondaryResults().get(name);
        return Objects.requireNonNull(found, name).getScore();
    }
}
