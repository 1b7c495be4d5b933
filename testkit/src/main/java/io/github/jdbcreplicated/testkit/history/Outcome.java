package io.github.jdbcreplicated.testkit.history;

/** How an operation ended for the client. */
public enum Outcome {
    /** Acknowledged. */
    OK,
    /** Certainly without effect: nothing was sent, or the server answered with an error before COMMIT. */
    FAIL,
    /** Unknown: the connection was lost, or time ran out, after COMMIT may have left. */
    INFO
}
