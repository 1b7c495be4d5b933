package io.github.jdbcreplicated.internal.cluster;

import java.sql.SQLTransientConnectionException;

/** A node died while this thread waited in its pool; whatever the pool made of being interrupted is not told. */
public final class WaitEndedException extends SQLTransientConnectionException {
    private static final long serialVersionUID = 1;

    WaitEndedException(Node node) {
        super(
                "Node '" + node
                        + "' went out of reach while a connection of its pool was waited for: the wait was ended"
                        + " before the pool's own time-out. No work was sent to the node",
                "08001");
    }
}
