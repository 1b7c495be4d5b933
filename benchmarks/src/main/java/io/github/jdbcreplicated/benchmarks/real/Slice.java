package io.github.jdbcreplicated.benchmarks.real;

/** What one contender did in a short time. */
public record Slice(long nanos, long cpuNanos, Latencies latencies) {
    /** Operations per second. */
    public double throughput() {
        return latencies.count() * 1e9 / nanos;
    }

    /** CPU time of the client for one operation, in nanoseconds. */
    public double cpuPerOperation() {
        return (double) cpuNanos / latencies.count();
    }
}
