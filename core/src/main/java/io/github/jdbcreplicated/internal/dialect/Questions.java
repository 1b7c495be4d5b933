package io.github.jdbcreplicated.internal.dialect;

import java.sql.SQLException;

/** What can be asked of one server over one connection of our own, again and again. Used by one thread. */
public interface Questions {
    /**
     * Asks where the server is; {@code askedAt} is now, in the clock's nanoseconds.
     *
     * @param alsoLocks whether to ask a replica what its replay keeps from reads, too
     */
    Observation observe(long askedAt, boolean alsoLocks) throws SQLException;
}
