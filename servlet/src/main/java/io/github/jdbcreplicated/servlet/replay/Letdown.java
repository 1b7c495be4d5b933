package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.servlet.replay.ReplayListener.Declined;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** How a replica let an attempt down, if it did, and what speaks against running the request again. */
final class Letdown {
    private final ReplaySettings settings;
    private final UnitOfWork unit;
    private final boolean mayHaveBody;

    /** Written by the thread that fails; read by that of the dispatch. */
    private volatile @Nullable Mark failure;

    /** As {@link #failure}, before it. */
    private volatile boolean explicitReplica;

    /** The thread of the dispatch, written by itself; read by a thread that fails. */
    private volatile @Nullable Thread thread;

    /** Written by the thread of the dispatch; read by a thread that fails. */
    private volatile Place place = Place.UNKNOWN;

    /** Written by each dispatch, only ever to false; read by a thread that fails. */
    private volatile boolean threadIsClean = true;

    /** Written by whichever thread reads the body, only ever to true; read by a thread that fails. */
    private volatile boolean bodyRead;

    Letdown(ReplaySettings settings, UnitOfWork unit, HttpServletRequest request) {
        this.settings = settings;
        this.unit = unit;
        this.mayHaveBody = Safety.mayHaveBody(request);
    }

    /** What happened; null for nothing. Where several things did, one that is cured on the primary. */
    @Nullable
    Mark failure() {
        return failure;
    }

    void note(Mark mark) {
        if (failure == null || ReplayEvents.wantsPrimary(mark)) {
            ReplicationScope scope = ReplicationScope.current();
            explicitReplica = scope != null && scope.target("") == Target.REPLICA;
            failure = mark;
        }
        lookAround();
    }

    /** Where the request is to be run again. */
    Target cure() {
        Mark failed = failure;
        return failed != null && ReplayEvents.wantsPrimary(failed) ? Target.PRIMARY : Target.REPLICA;
    }

    void dispatchBegins() {
        place = Place.UNKNOWN;
        thread = Thread.currentThread();
        checkThread();
    }

    void dispatchEnds() {
        thread = null;
        checkThread();
    }

    private void checkThread() {
        threadIsClean &= settings.threadIsClean().getAsBoolean();
    }

    /** Finds out where the filter stands, if that has come to matter and this thread can tell. */
    void lookAround() {
        if (failure != null && place == Place.UNKNOWN && Thread.currentThread() == thread) {
            place = Place.look();
        }
    }

    /** Whether nothing would speak against it if a write were refused here and now. */
    boolean wouldBeRunAgain() {
        return Thread.currentThread() == thread
                && reasonAgainst(Mark.REFUSED) == null
                && Place.look() == Place.LAST;
    }

    void readsBody() {
        bodyRead |= mayHaveBody;
    }

    /** Whether it is known by now that nothing stands between the filter and the servlet. */
    boolean happenedInTheServlet() {
        return place == Place.LAST;
    }

    /** What can be said while the attempt is still going on; null where nothing speaks against it. */
    @Nullable
    Declined reasonAgainst(Mark failed) {
        if (!settings.repeat(failed)) {
            return Declined.MODE;
        }
        if (explicitReplica && ReplayEvents.wantsPrimary(failed)) {
            return Declined.EXPLICIT_REPLICA;
        }
        if (bodyRead) {
            return Declined.BODY;
        }
        if (unit.hasWritten()) {
            return Declined.WROTE;
        }
        if (!threadIsClean) {
            return Declined.THREAD_NOT_CLEAN;
        }
        return place == Place.NOT_LAST ? Declined.NOT_LAST : null;
    }
}
