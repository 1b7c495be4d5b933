package io.github.jdbcreplicated.benchmarks.real;

/** What is measured: one operation, done again and again by one thread. */
@FunctionalInterface
public interface Work {
    /** Does it once. */
    void run() throws Exception;
}
