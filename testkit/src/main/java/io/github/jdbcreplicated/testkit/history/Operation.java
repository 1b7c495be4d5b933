package io.github.jdbcreplicated.testkit.history;

/** What a client did. */
public enum Operation {
    /** Read a key. */
    READ,
    /** Gave a key its next version, or appended elements to it. */
    WRITE,
    /** Deleted a key, which is a version of it too. */
    DELETE,
    /** Read a key's whole list on the surviving primary after everything had ended. */
    FINAL;

    boolean isRead() {
        return this == READ || this == FINAL;
    }

    boolean isWrite() {
        return !isRead();
    }
}
