package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.servlet.replay.ReplayListener.Declined;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the listener and the log what became of requests that a replica let down. Thread-safe. */
final class ReplayEvents {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated.servlet.replay");

    /** Bounds the memory where handlers are named by something that never repeats. */
    private static final int LIMIT = 1000;

    private final ReplayListener listener;

    /** Added to by any request's thread, never removed from. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    ReplayEvents(ReplayListener listener) {
        this.listener = listener;
    }

    void replayed(String handler, Mark failure) {
        guarded(() -> listener.replayed(handler, failure));
        if (wantsPrimary(failure) && isFirst(handler)) {
            LOG.log(
                    Level.WARNING,
                    handler + " writes in a request that was taken for a read (" + failure
                            + "). It was run again on the primary: what it did outside the database it has done twice."
                            + " Annotate it with @UsePrimary, or use an HTTP method that writes (told once per handler)");
        }
    }

    void declined(String handler, Mark failure, Declined reason) {
        guarded(() -> listener.declined(handler, failure, reason));
        if (reason == Declined.NOT_LAST && isFirst("not last")) {
            LOG.log(
                    Level.WARNING,
                    handler + " was let down by a replica (" + failure + ") and not run again: it was not proven that"
                            + " ReplayFilter is the last filter before the servlet. Register it after all others (told"
                            + " once)");
        }
    }

    /** Whether the failure is cured by running the work on the primary. */
    static boolean wantsPrimary(Mark failure) {
        return failure == Mark.REFUSED || failure == Mark.ROUTE_CONFLICT;
    }

    private boolean isFirst(String what) {
        return warned.size() < LIMIT && warned.add(what);
    }

    /** Our own trouble is no reason to fail a request. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A replay was not counted; the request goes on", e);
        }
    }
}
