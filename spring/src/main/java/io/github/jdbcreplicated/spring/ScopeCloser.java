package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.ReplicationScope;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Closes a scope where an exception would hurt those who did not forget one: it tells once per place instead. */
final class ScopeCloser {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated.spring");

    /** Added to by any thread; as many as there are handlers. */
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private ScopeCloser() {}

    static void close(ReplicationScope scope, String place) {
        try {
            scope.close();
        } catch (IllegalStateException forgotten) {
            if (TOLD.add(place)) {
                LOG.log(
                        Level.WARNING,
                        place + " left a scope open, which was closed with its own: " + forgotten.getMessage()
                                + " (told once)");
            }
        }
    }
}
