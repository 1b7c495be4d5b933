package io.github.jdbcreplicated.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** Which of the server's processes serves a connection, as the driver was told at the login. Asks no server. */
public final class ServerProcess {
    /** Nobody knows which. */
    public static final int UNKNOWN = 0;

    private ServerProcess() {}

    /** Its number; also of a connection that another thread uses, or that a pool has wrapped. */
    public static int of(Connection connection) {
        try {
            Class<?> type = Class.forName(
                    "org.postgresql.PGConnection", false, connection.getClass().getClassLoader());
            Object driver = connection.unwrap(type);
            return driver != null && type.getMethod("getBackendPID").invoke(driver) instanceof Integer number
                    ? number
                    : UNKNOWN;
        } catch (SQLException | ReflectiveOperationException | LinkageError | RuntimeException e) {
            return UNKNOWN;
        }
    }
}
