package io.github.jdbcreplicated.internal.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows of a metadata query, which keep the connection that they come from until they are closed. */
final class MetadataRows extends RoutedResultSet {
    private final Source source;
    private boolean closed;

    MetadataRows(ResultSet delegate, RoutedConnection handle, @Nullable Lease lease, Source source) {
        super(delegate, handle, null, lease);
        this.source = source;
    }

    @Override
    public void close() throws SQLException {
        try {
            super.close();
        } finally {
            if (!closed) {
                closed = true;
                source.rowsClosed();
            }
        }
    }

    /** Where rows come from. */
    @FunctionalInterface
    interface Source {
        void rowsClosed() throws SQLException;
    }
}
