package io.github.jdbcreplicated;

import java.sql.SQLNonTransientException;

/**
 * Code asked for another node than the one that its open transaction is on, or, with {@code strict}, something that
 * would have been repaired outside tests.
 *
 * <p>SQLSTATE 25000 (invalid transaction state). The transaction is still open and wants a rollback.
 */
public final class RouteConflictException extends SQLNonTransientException {
    private static final long serialVersionUID = 1;

    /** Creates the exception; {@code message} names the code, the node and the remedies. */
    public RouteConflictException(String message) {
        super(message, "25000");
    }
}
