package io.github.jdbcreplicated.internal.connection;

import java.sql.SQLException;

/** A replica's pool failed to give a connection: the read goes elsewhere. */
final class NodeGaveNothingException extends SQLException {
    private static final long serialVersionUID = 1;

    private final Exception reason;

    NodeGaveNothingException(Exception reason) {
        this.reason = reason;
    }

    Exception reason() {
        return reason;
    }
}
