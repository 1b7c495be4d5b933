package io.github.jdbcreplicated.testkit.history;

/** Whose fault it is that a client saw what it should not have seen. */
public enum Verdict {
    /** The router's, or nobody else's that the history tells of. */
    VIOLATION,
    /** The failover's: what is missing was acknowledged on a timeline that lost. No router can bring it back. */
    LOST,
    /** The database's: a replica, or another session, showed a commit before the primary made it visible to all. */
    DB_WINDOW,
    /**
     * The wire's: answers of parallel requests overtook each other, and the token of a write that did not know the other
     * operation replaced that operation's.
     */
    OVERTAKEN
}
