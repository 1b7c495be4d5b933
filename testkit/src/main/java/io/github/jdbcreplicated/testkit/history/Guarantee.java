package io.github.jdbcreplicated.testkit.history;

/** What is checked. */
public enum Guarantee {
    /** A session's read shows at least the version that the session wrote before. */
    READ_YOUR_WRITES,
    /** A session's read of a key shows at least the version that the session has seen of it before. */
    MONOTONIC_READS,
    /** The commit counter never falls in a session: nothing of the whole store that it could see goes away again. */
    MONOTONIC_STORE,
    /** What one run of one server shows never goes back, whoever asks. */
    NODE_NEVER_REGRESSES,
    /** Every acknowledged element is in the final list. */
    NO_WRITE_LOST,
    /** No element is in a list more often than clients sent it. */
    NO_WRITE_DOUBLED,
    /** No element is in a list whose write was reported as failed. */
    NO_FAILED_WRITE_SEEN
}
