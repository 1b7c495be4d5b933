package io.github.jdbcreplicated.testkit.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the checks have counted and found so far. Belongs to one thread. */
final class Tally {

    private final Map<Guarantee, Long> checked = new EnumMap<>(Guarantee.class);
    private final Set<HistoryEvent> readsChecked = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Finding> findings = new ArrayList<>();

    void checked(Guarantee guarantee, HistoryEvent event) {
        checked.merge(guarantee, 1L, Long::sum);
        if (event.operation().isRead()) {
            readsChecked.add(event);
        }
    }

    void found(@Nullable Finding finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }

    HistoryReport report(List<HistoryEvent> events) {
        return new HistoryReport(
                count(events, HistoryEvent::isCountedRead),
                readsChecked.size(),
                count(events, HistoryEvent::isCountedWrite),
                count(events, event -> event.operation().isWrite() && event.outcome() == Outcome.INFO),
                outside(events),
                checked,
                findings);
    }

    private static long count(List<HistoryEvent> events, Predicate<HistoryEvent> kind) {
        return events.stream().filter(kind).count();
    }

    private static Map<String, Long> outside(List<HistoryEvent> events) {
        return events.stream()
                .map(HistoryEvent::outside)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
