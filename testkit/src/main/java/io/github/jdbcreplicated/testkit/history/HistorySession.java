package io.github.jdbcreplicated.testkit.history;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client being recorded, with what it knows: like a browser with one cookie, the token in the answer that came last
 * replaces the one before. Safe for use by several threads, as a browser's parallel requests are.
 */
public final class HistorySession {

    private static final long NONE = 0;

    private final HistoryRecorder recorder;
    private final String name;

    /** The operation whose token the client holds. Written by answers, read by requests. */
    private final AtomicLong holds = new AtomicLong(NONE);

    HistorySession(HistoryRecorder recorder, String name) {
        Check.name("session", name);
        this.recorder = recorder;
        this.name = name;
    }

    /** Begins an operation, with the token held now; call it right before the request is sent. */
    public PendingOperation begin(Operation operation, String key) {
        long token = holds.get();
        return new PendingOperation(this, operation, key, token == NONE ? List.of() : List.of(token));
    }

    /** The client has lost its token, or found it void. */
    public void forgetToken() {
        holds.set(NONE);
    }

    void ended(HistoryEvent event) {
        if (event.tokens().gave()) {
            holds.set(event.id());
        }
        recorder.record(event);
    }

    String name() {
        return name;
    }
}
