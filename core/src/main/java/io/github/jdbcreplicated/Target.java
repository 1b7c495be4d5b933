package io.github.jdbcreplicated;

/** What code asks for: the primary, or a replica. */
public enum Target {
    /** The server that takes writes, and has every write. */
    PRIMARY,
    /** A server that follows the primary and may be a little behind it. */
    REPLICA
}
