package io.github.jdbcreplicated.testkit.history;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a check of one session or node needs to know about the whole history. Immutable. */
record Context(Map<History.Name, HistoryEvent> byName, Epochs epochs, Deletes deletes, Losses losses) {

    static Context of(History history) {
        return new Context(
                History.byName(history.events()),
                new Epochs(history.resets()),
                new Deletes(history.events()),
                new Losses(history));
    }

    List<HistoryEvent> givers(HistoryEvent request) {
        String clock = request.span().clock();
        return request.tokens().carried().stream()
                .map(id -> Objects.requireNonNull(byName.get(new History.Name(clock, id))))
                .toList();
    }

    /** What an operation binds, if it has a number. */
    Subject binding(Lane lane, HistoryEvent event) {
        String subject = lane.subject(event);
        return new Subject(subject, epochs.binding(event, subject));
    }

    /** What an operation is bound by, if it has a number. */
    Subject bound(Lane lane, HistoryEvent event) {
        String subject = lane.subject(event);
        return new Subject(subject, epochs.bound(event, subject));
    }
}
