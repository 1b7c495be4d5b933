package io.github.jdbcreplicated.testkit.history;

import java.util.HashMap;
import java.util.Map;

/**
 * What a session's token stands for, since the client has had one without a break. Operations are added in the order of
 * their ends. Belongs to one check of one session.
 */
final class Knowledge {

    private final Map<Subject, Frontiers> bounds = new HashMap<>();
    private boolean tokenGiven;

    /** The answer of this operation is known to the client. */
    void answered(HistoryEvent event) {
        tokenGiven |= event.tokens().gave();
    }

    void add(Subject subject, HistoryEvent event, long number, long kept) {
        bounds.computeIfAbsent(subject, any -> new Frontiers()).add(event, number, kept);
    }

    /** A request went without a token: if the client had one, it is gone, and with it everything it stood for. */
    void askedWithoutToken() {
        if (tokenGiven) {
            bounds.clear();
            tokenGiven = false;
        }
    }

    Frontiers of(Subject subject) {
        return bounds.getOrDefault(subject, new Frontiers());
    }
}
