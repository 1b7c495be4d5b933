package io.github.jdbcreplicated.testkit.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Which missing rows deletes explain. Filled once, then only read. */
final class Deletes {

    private final Map<String, TreeMap<Long, HistoryEvent>> versions = new HashMap<>();

    /** Deletes of which nobody knows the version, or whether they happened: they explain whatever came before. */
    private final Map<String, List<HistoryEvent>> unknown = new HashMap<>();

    /** The delete of a key that ended last: what had begun before that may be gone. */
    private final Map<String, List<HistoryEvent>> latest = new HashMap<>();

    Deletes(List<HistoryEvent> events) {
        for (HistoryEvent event : events) {
            if (event.operation() == Operation.DELETE && event.outcome() != Outcome.FAIL) {
                add(event);
            }
        }
    }

    /**
     * The version at which a row that the read did not find may have been, if it had been at that bound before; 0 if it
     * should have been there. Versions grow in the order of commits, so the first delete at or behind the bound decides.
     */
    long explaining(HistoryEvent read, long bound) {
        Map.Entry<Long, HistoryEvent> next =
                versions.getOrDefault(read.key(), new TreeMap<>()).ceilingEntry(bound);
        if (next != null && next.getValue().span().mayHaveBegunBefore(read.span())) {
            return next.getKey();
        }
        return unknown.getOrDefault(read.key(), List.of()).stream()
                        .anyMatch(delete -> delete.span().mayHaveBegunBefore(read.span()))
                ? bound
                : 0;
    }

    /** Whether a delete may have taken away what this write appended. */
    boolean mayHaveDeleted(HistoryEvent write) {
        return latest.getOrDefault(write.key(), List.of()).stream()
                .anyMatch(delete ->
                        delete.outcome() == Outcome.INFO || write.span().mayHaveBegunBefore(delete.span()));
    }

    private void add(HistoryEvent delete) {
        keepBest(latest.computeIfAbsent(delete.key(), key -> new ArrayList<>()), delete, Deletes::endNanos);
        Long version = delete.value().version();
        if (version == null || delete.outcome() == Outcome.INFO) {
            keepBest(
                    unknown.computeIfAbsent(delete.key(), key -> new ArrayList<>()),
                    delete,
                    other -> -other.span().startNanos());
        } else {
            versions.computeIfAbsent(delete.key(), key -> new TreeMap<>()).put(version, delete);
        }
    }

    /** One delete per clock is enough: the one that explains whatever the others would. */
    private static void keepBest(List<HistoryEvent> best, HistoryEvent delete, ToLongFunction<HistoryEvent> rank) {
        Predicate<HistoryEvent> sameClock =
                other -> other.span().clock().equals(delete.span().clock());
        Predicate<HistoryEvent> better =
                other -> sameClock.test(other) && rank.applyAsLong(other) >= rank.applyAsLong(delete);
        if (best.stream().noneMatch(better)) {
            best.removeIf(sameClock);
            best.add(delete);
        }
    }

    /** A delete of unknown outcome may happen at any time. */
    private static long endNanos(HistoryEvent delete) {
        return delete.outcome() == Outcome.INFO ? Long.MAX_VALUE : delete.span().endNanos();
    }
}
