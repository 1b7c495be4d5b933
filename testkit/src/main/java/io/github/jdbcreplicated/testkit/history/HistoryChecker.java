package io.github.jdbcreplicated.testkit.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Checks a history for what sessions were promised, and for what databases promise by themselves. Pure: the same history
 * gives the same report. Takes O(n log n) time and keeps the history in memory.
 */
public final class HistoryChecker {

    private static final List<Lane> OF_A_NODE = List.of(Lane.MONOTONIC_READS, Lane.MONOTONIC_STORE);

    private final Context context;
    private final Tally tally = new Tally();

    private HistoryChecker(Context context) {
        this.context = context;
    }

    /** Checks everything that the history has enough recorded for; {@link HistoryReport#checked()} says what that was. */
    public static HistoryReport check(History history) {
        return new HistoryChecker(Context.of(history)).run(history.events());
    }

    private HistoryReport run(List<HistoryEvent> events) {
        groups(events, event -> new Session(event.span().clock(), event.session()))
                .forEach(this::checkSession);
        List<HistoryEvent> placed =
                events.stream().filter(HistoryChecker::isPlaced).toList();
        groups(placed, Run::of).forEach(this::checkNode);
        groups(events, HistoryEvent::key).forEach(key -> new ListCheck(context, tally).check(key));
        return tally.report(events);
    }

    private void checkSession(List<HistoryEvent> session) {
        for (Lane lane : Lane.values()) {
            new SessionCheck(lane, context, tally).check(session);
        }
    }

    private void checkNode(List<HistoryEvent> node) {
        OF_A_NODE.forEach(lane -> new NodeCheck(lane, context, tally).check(node));
    }

    private static boolean isPlaced(HistoryEvent event) {
        return event.counts() && event.place() != null && event.place().incarnation() != null;
    }

    private static <K> List<List<HistoryEvent>> groups(List<HistoryEvent> events, Function<HistoryEvent, K> name) {
        Map<K, List<HistoryEvent>> groups = new LinkedHashMap<>();
        events.forEach(event -> groups.computeIfAbsent(name.apply(event), any -> new ArrayList<>())
                .add(event));
        return List.copyOf(groups.values());
    }

    private record Session(String clock, String name) {}

    /** One run of one server, seen by one clock. */
    private record Run(String clock, String node, String incarnation) {
        static Run of(HistoryEvent event) {
            Place place = event.place();
            if (place == null || place.incarnation() == null) {
                throw new IllegalArgumentException("Not placed: " + event);
            }
            return new Run(event.span().clock(), place.node(), place.incarnation());
        }
    }
}
