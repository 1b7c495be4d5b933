package io.github.jdbcreplicated.benchmarks.frame;

/** How much is measured. */
public enum Effort {
    /** Enough to see whether a change helps; printed, written nowhere. */
    SHORT,
    /** Enough to quote; written into the page. */
    FULL
}
