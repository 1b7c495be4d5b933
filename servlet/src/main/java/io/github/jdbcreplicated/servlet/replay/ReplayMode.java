package io.github.jdbcreplicated.servlet.replay;

/** Which failures of a replica have a safe request run once more. */
public enum ReplayMode {
    /**
     * All: a lost node, a read cancelled by replication, a write that a replica refused. After the last, the handler has
     * done twice what it did outside the database.
     */
    ON,
    /** A lost node, and a read cancelled by replication. */
    NODE_LOSS_ONLY,
    /** None. */
    OFF
}
