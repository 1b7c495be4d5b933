package io.github.jdbcreplicated.internal.dialect;

import java.sql.SQLException;

/** What a failure says about the node that it came from. */
public enum FailureKind {
    /** A replica refused a write. */
    WRITE_REFUSED,
    /** The connection to the node is gone. */
    NODE_LOST,
    /** A replica cancelled a read, because replayed changes removed what it was reading. */
    RECOVERY_CONFLICT,
    /** A node leased for writing turned out to be read-only. */
    ROLE_CHANGED,
    /** The application's own matter. */
    OTHER;

    /** MariaDB and MySQL answer SQLSTATE HY000 here, so only the code tells: ER_OPTION_PREVENTS_STATEMENT. */
    private static final int READ_ONLY_OPTION = 1290;

    /** ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION of MariaDB and MySQL. */
    private static final int READ_ONLY_TRANSACTION = 1792;

    /**
     * Classifies a failure.
     *
     * @param onReplica whether it came from a node leased as a replica
     * @param readOnlyTransaction whether the application itself asked for a read-only transaction: PostgreSQL answers a
     *     write there as it does on a standby
     */
    public static FailureKind of(SQLException failure, boolean onReplica, boolean readOnlyTransaction) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (isReadOnly(state, failure.getErrorCode())) {
            return readOnly(onReplica, readOnlyTransaction);
        }
        if (isConnectionGone(state)) {
            return NODE_LOST;
        }
        return onReplica && state.equals("40001") ? RECOVERY_CONFLICT : OTHER;
    }

    private static FailureKind readOnly(boolean onReplica, boolean readOnlyTransaction) {
        if (onReplica) {
            return WRITE_REFUSED;
        }
        return readOnlyTransaction ? OTHER : ROLE_CHANGED;
    }

    private static boolean isReadOnly(String state, int code) {
        return state.equals("25006") || code == READ_ONLY_OPTION || code == READ_ONLY_TRANSACTION;
    }

    /** Class 08, and 57P01 to 57P05: the server ended the session (PostgreSQL manual, appendix A). */
    private static boolean isConnectionGone(String state) {
        return state.startsWith("08") || state.startsWith("57P0");
    }
}
