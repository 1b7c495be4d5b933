package io.github.jdbcreplicated;

import java.sql.SQLNonTransientConnectionException;

/**
 * The connection to the primary was lost while a commit, or a write outside a transaction, was on its way: nobody knows
 * whether it took effect. SQLSTATE 08007.
 *
 * <p>It is never repeated by this library. It may even take effect later. To repeat it is safe only if the application can
 * tell, for example by a unique key, that it was not done before.
 */
public final class CommitOutcomeUnknownException extends SQLNonTransientConnectionException {
    private static final long serialVersionUID = 1;

    /** Creates the exception; the cause is what the driver threw. */
    public CommitOutcomeUnknownException(String message, Throwable cause) {
        super(message, "08007", cause);
    }
}
