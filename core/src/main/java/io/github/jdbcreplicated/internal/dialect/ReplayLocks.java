package io.github.jdbcreplicated.internal.dialect;

/** Whether a replica's replay holds a lock that keeps reads from a table. */
public enum ReplayLocks {
    NOT_ASKED,
    NONE,
    /** It does, and no read waits for it. */
    HELD,
    /** It does, and reads wait for it. */
    AWAITED
}
