package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.history.HistoryChecker;
import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import io.github.jdbcreplicated.testkit.history.HistoryReport;
import io.github.jdbcreplicated.testkit.history.HistorySession;
import io.github.jdbcreplicated.testkit.history.Operation;
import io.github.jdbcreplicated.testkit.history.Outcome;
import io.github.jdbcreplicated.testkit.history.PendingOperation;
import io.github.jdbcreplicated.testkit.history.Promotion;
import io.github.jdbcreplicated.testkit.history.Role;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A browser with one cookie, whose requests one router serves. What it sees is written down and checked. */
final class Client {

    private final Router router;
    private final String key;
    private final HistoryRecorder recorder;
    private final HistorySession session;
    private @Nullable Token token;

    Client(Router router, String key) {
        this(router, key, HistoryRecorder.inMemory(), "browser");
    }

    Client(Router router, String key, HistoryRecorder recorder, String session) {
        this.router = router;
        this.key = key;
        this.recorder = recorder;
        this.session = recorder.session(session);
    }

    String key() {
        return key;
    }

    void write() throws SQLException {
        write(true);
    }

    void writeWithoutFlush() throws SQLException {
        write(false);
    }

    void read() throws SQLException {
        ask().arrives();
    }

    /** Sends a request whose answer is on its way for a while. */
    Reading ask() throws SQLException {
        PendingOperation pending = session.begin(Operation.READ, key);
        return new Reading(pending, router.read(key, token));
    }

    void sees(Promotion promotion) {
        recorder.record(promotion);
    }

    HistoryReport report() {
        return HistoryChecker.check(recorder.history());
    }

    /** A router that never leaves the primary would pass every scene. */
    long readsOnReplicas() {
        return recorder.history().events().stream()
                .filter(event ->
                        event.operation() == Operation.READ && event.place().role() == Role.REPLICA)
                .count();
    }

    private void write(boolean waitsForFlush) throws SQLException {
        PendingOperation pending = session.begin(Operation.WRITE, key);
        new Reading(pending, router.write(key, waitsForFlush)).arrives();
    }

    /** An answer on its way. */
    final class Reading {
        private final PendingOperation pending;
        private final Answer answer;

        private Reading(PendingOperation pending, Answer answer) {
            this.pending = pending;
            this.answer = answer;
        }

        void arrives() {
            if (answer.token() != null) {
                token = answer.token();
                pending.gaveToken();
            }
            pending.value(answer.value()).place(answer.place()).end(Outcome.OK);
        }
    }
}
