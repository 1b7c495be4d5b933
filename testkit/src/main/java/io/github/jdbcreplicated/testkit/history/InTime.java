package io.github.jdbcreplicated.testkit.history;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Walks operations of one clock in the order they began, each behind all that had been answered before it began. */
final class InTime {

    private InTime() {}

    static void walk(List<HistoryEvent> events, Consumer<HistoryEvent> answer, Consumer<HistoryEvent> request) {
        List<HistoryEvent> answers = sorted(events, Span::endNanos);
        int answered = 0;
        for (HistoryEvent event : sorted(events, Span::startNanos)) {
            while (answered < answers.size() && answers.get(answered).span().endedBefore(event.span())) {
                answer.accept(answers.get(answered++));
            }
            request.accept(event);
        }
    }

    static List<HistoryEvent> sorted(List<HistoryEvent> events, ToLongFunction<Span> moment) {
        return events.stream()
                .sorted(Comparator.comparingLong(event -> moment.applyAsLong(event.span())))
                .toList();
    }
}
