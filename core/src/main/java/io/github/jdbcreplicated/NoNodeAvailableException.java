package io.github.jdbcreplicated;

import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * No node can serve this piece of work; the message lists each candidate and why it was refused.
 *
 * <p>SQLSTATE 08001. Transient: the same request may succeed later.
 */
public final class NoNodeAvailableException extends SQLTransientConnectionException {
    private static final long serialVersionUID = 1;

    /** Creates the exception with the last candidate's failure as its cause, null when none was tried. */
    public NoNodeAvailableException(String message, @Nullable Throwable cause) {
        super(message, "08001", cause);
    }
}
