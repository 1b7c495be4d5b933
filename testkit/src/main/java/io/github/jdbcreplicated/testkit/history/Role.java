package io.github.jdbcreplicated.testkit.history;

/** What a node was when it served an operation. */
public enum Role {
    /** It took writes. */
    PRIMARY,
    /** It followed another node. */
    REPLICA
}
