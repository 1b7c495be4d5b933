package io.github.jdbcreplicated.internal.cluster;

import java.sql.SQLException;

/** Describes a failure to people without the driver's text, which may carry URLs, user names or row data. */
final class Failure {
    private Failure() {}

    static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getClass().getSimpleName() + ", SQLSTATE " + sql.getSQLState();
            }
        }
        return failure.getClass().getSimpleName();
    }
}
