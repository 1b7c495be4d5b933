package io.github.jdbcreplicated.internal.connection;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of a metadata query on a borrowed connection, which goes back when they are closed. */
final class MetadataRows extends RoutedResultSet {
    private final Borrowed source;

    MetadataRows(ResultSet delegate, RoutedConnection handle, Borrowed source) {
        super(delegate, handle, null);
        this.source = source;
    }

    @Override
    public void close() throws SQLException {
        try (source) {
            super.close();
        }
    }
}
