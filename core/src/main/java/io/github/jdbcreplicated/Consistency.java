package io.github.jdbcreplicated;

/**
 * What a client is promised about its reads.
 *
 * <p>Carried by scopes and annotations so that code written today keeps its meaning. Until positions are read from the
 * servers, every level behaves like {@link #EVENTUAL} between units of work, and a unit that has written reads from the
 * primary.
 */
public enum Consistency {
    /** What the data source was built with. */
    DEFAULT,
    /** Any replica that is not too late. */
    EVENTUAL,
    /** Never older than the client's own writes. */
    READ_YOUR_WRITES,
    /** As {@link #READ_YOUR_WRITES}, and never older than what the client has already read. */
    SESSION
}
