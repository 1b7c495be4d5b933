package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.NoNodeAvailableException;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The answer to a request that no node could serve, and whose application let that out. */
final class Unavailable {
    /** In seconds: a failover that was begun is over by then. */
    private static final String RETRY_AFTER = "2";

    /** More causes than any exception has; some are each other's. */
    private static final int DEPTH = 20;

    private Unavailable() {}

    /**
     * Answers 503 if that is what happened and there is still something to answer; else false. What the application let
     * out need not say so: some frameworks keep the cause to themselves and tell only that a transaction cannot go on.
     * Who may have written already is not asked to do it again.
     */
    static boolean answer(Exception failure, UnitOfWork unit, HttpServletResponse response) throws IOException {
        if (response.isCommitted() || !(unit.has(Mark.UNAVAILABLE) || isCausedByNoNode(failure))) {
            return false;
        }
        if (!unit.hasWritten()) {
            response.setHeader("Retry-After", RETRY_AFTER);
        }
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        return true;
    }

    private static boolean isCausedByNoNode(Exception failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof NoNodeAvailableException) {
                return true;
            }
            cause = causeOf(cause);
        }
        return false;
    }

    private static @Nullable Throwable causeOf(Throwable failure) {
        return failure instanceof ServletException wrapper && wrapper.getRootCause() != null
                ? wrapper.getRootCause()
                : failure.getCause();
    }
}
