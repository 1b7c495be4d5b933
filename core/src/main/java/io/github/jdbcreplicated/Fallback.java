package io.github.jdbcreplicated;

/** What a read does when no replica can serve it. */
public enum Fallback {
    /** What the data source was built with; by default {@link #PRIMARY}. */
    DEFAULT,
    /** It is served by the primary. */
    PRIMARY,
    /** It fails with a {@link NoNodeAvailableException}. */
    FAIL
}
