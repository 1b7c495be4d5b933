package io.github.jdbcreplicated.benchmarks.real.capacity;

/**
 * What one number of servers carried.
 *
 * @param replicas 0 for the primary alone
 * @param throughput in operations per second
 */
record Point(int replicas, int clients, double throughput) {
    /** How many servers serve reads: without replicas, the primary. */
    int servers() {
        return Math.max(1, replicas);
    }
}
