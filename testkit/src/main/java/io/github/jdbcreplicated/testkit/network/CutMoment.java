package io.github.jdbcreplicated.testkit.network;

/** When a connection is cut around a statement. To the client both look the same. */
public enum CutMoment {
    /** The server never sees the statement. */
    BEFORE_IT_REACHES_THE_SERVER,

    /** The server has carried the statement out; its answer is lost. */
    BEFORE_ITS_ANSWER_RETURNS
}
