package io.github.jdbcreplicated.faults.load;

/** How a request ended for its client. */
public enum Fate {
    /** As it should. */
    GOOD,
    /** 503, which says that nothing was done and that it may be tried again. */
    TYPED,
    /** A write that says that nobody knows whether it took effect. */
    UNKNOWN,
    /** Any other answer. */
    FAILED,
    /** No answer while the client had patience, or no connection. */
    NO_ANSWER
}
