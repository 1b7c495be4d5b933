package io.github.jdbcreplicated.internal.cluster;

import java.sql.SQLFeatureNotSupportedException;

/** The server is of a kind whose positions cannot be read. */
final class NoPositionsException extends SQLFeatureNotSupportedException {
    private static final long serialVersionUID = 1;

    NoPositionsException() {
        super("The positions of this database cannot be read", "0A000");
    }
}
