package io.github.jdbcreplicated.servlet.replay;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a response is still held back.
 *
 * <p>The one fact about it that other threads change: a failure is recognised on the thread that it happens to, while the
 * thread of the dispatch may be writing.
 */
final class Staging {
    private enum State {
        /** Held back as long as the application neither flushes it nor exceeds the limit. */
        STAGED,
        /** Held back although the application flushes it: the request is going to be run again. */
        HELD,
        /** Passed on, and what follows with it. */
        RELEASED,
        /** Dropped, and what follows with it. */
        DISCARDED
    }

    /** Moved by the thread of the dispatch, and to HELD by the one that fails; read at every call on the response. */
    private final AtomicReference<State> state = new AtomicReference<>(State.STAGED);

    private final int limit;

    Staging(int limit) {
        this.limit = limit;
    }

    /** Whether calls on the response are passed on. */
    boolean passes() {
        return state.get() == State.RELEASED;
    }

    /** Whether calls on the response have no effect any more. */
    boolean isDiscarded() {
        return state.get() == State.DISCARDED;
    }

    boolean isHeld() {
        return state.get() == State.HELD;
    }

    /** As many bytes may be held back; once it is held, as many again, for an error page that nobody will see. */
    int limit() {
        return isHeld() ? 2 * limit : limit;
    }

    /** Has flushing not release it any more; false if it was released before. */
    boolean hold() {
        return state.compareAndSet(State.STAGED, State.HELD) || isHeld();
    }

    /** Takes back {@link #hold()}. */
    void letFlush() {
        state.compareAndSet(State.HELD, State.STAGED);
    }

    /** Answers true to the one who then has to pass on what was held back. */
    boolean release() {
        return state.compareAndSet(State.STAGED, State.RELEASED) || state.compareAndSet(State.HELD, State.RELEASED);
    }

    /** Drops what is held; false if it is not held. */
    boolean discard() {
        return state.compareAndSet(State.HELD, State.DISCARDED);
    }

    /** Has calls passed on again, after what was held was dropped. */
    void passFromNow() {
        state.set(State.RELEASED);
    }
}
