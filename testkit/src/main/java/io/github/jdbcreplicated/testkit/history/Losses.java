package io.github.jdbcreplicated.testkit.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What failovers took away: what was acknowledged on a timeline behind the place where a promoted server left it. Filled
 * once, then only read.
 *
 * <p>A position captured after a commit may lie behind other commits too, so an element in the final list outweighs it.
 */
final class Losses {

    /** Per timeline, the place where the first promotion left it. */
    private final Map<Integer, Promotion> left = new HashMap<>();

    private final Map<String, Set<String>> finalElements = new HashMap<>();
    private final Map<Lane, Map<String, NavigableMap<Long, HistoryEvent>>> kept = new HashMap<>();
    private final Map<Lane, Map<String, NavigableMap<Long, HistoryEvent>>> lost = new HashMap<>();

    Losses(History history) {
        for (Promotion promotion : history.promotions()) {
            left.merge(
                    promotion.from(), promotion, (one, other) -> one.position().covers(other.position()) ? other : one);
        }
        if (!left.isEmpty()) {
            history.events().forEach(this::noteFinal);
            history.events().stream().filter(HistoryEvent::isCountedWrite).forEach(this::noteWrite);
        }
    }

    boolean isLost(HistoryEvent write) {
        return isOnLosingPart(write.place()) && !isInFinalList(write);
    }

    /** The part of an operation's number that no failover took away; 0 if nothing of it is certain. */
    long kept(Lane lane, HistoryEvent event, long measure) {
        if (left.isEmpty()) {
            return measure;
        }
        if (event.operation().isWrite()) {
            return isLost(event) ? 0 : measure;
        }
        return mayHaveSeenLost(lane, event, measure) ? greatestKept(lane, event, measure) : measure;
    }

    private boolean mayHaveSeenLost(Lane lane, HistoryEvent read, long measure) {
        Place place = read.place();
        if (place != null && place.timeline() != null && place.position() != null) {
            return isOnLosingPart(place);
        }
        return of(lost, lane, read).floorEntry(measure) != null;
    }

    /** Of the writes that stayed, the greatest this read may have seen. */
    private long greatestKept(Lane lane, HistoryEvent read, long measure) {
        for (Map.Entry<Long, HistoryEvent> write :
                of(kept, lane, read).headMap(measure, true).descendingMap().entrySet()) {
            if (isVisibleTo(read, write.getValue())) {
                return write.getKey();
            }
        }
        return 0;
    }

    private static boolean isVisibleTo(HistoryEvent read, HistoryEvent write) {
        return write.span().mayHaveBegunBefore(read.span()) && timeline(write) <= timeline(read);
    }

    private static int timeline(HistoryEvent event) {
        Place place = event.place();
        Integer timeline = place == null ? null : place.timeline();
        return timeline == null ? 0 : timeline;
    }

    private boolean isOnLosingPart(@Nullable Place place) {
        if (place == null || place.timeline() == null || place.position() == null) {
            return false;
        }
        Promotion promotion = left.get(place.timeline());
        return promotion != null && !promotion.position().covers(place.position());
    }

    private boolean isInFinalList(HistoryEvent write) {
        List<String> elements = write.value().elements();
        return !elements.isEmpty()
                && finalElements.getOrDefault(write.key(), Set.of()).containsAll(elements);
    }

    private void noteFinal(HistoryEvent event) {
        if (event.operation() == Operation.FINAL && event.counts()) {
            finalElements
                    .computeIfAbsent(event.key(), key -> new HashSet<>())
                    .addAll(event.value().elements());
        }
    }

    private void noteWrite(HistoryEvent write) {
        for (Lane lane : Lane.values()) {
            Long measure = lane.measure(write);
            if (measure != null) {
                Map<Lane, Map<String, NavigableMap<Long, HistoryEvent>>> fate = isLost(write) ? lost : kept;
                fate.computeIfAbsent(lane, any -> new HashMap<>())
                        .computeIfAbsent(subject(lane, write), any -> new TreeMap<>())
                        .put(measure, write);
            }
        }
    }

    private static NavigableMap<Long, HistoryEvent> of(
            Map<Lane, Map<String, NavigableMap<Long, HistoryEvent>>> fate, Lane lane, HistoryEvent event) {
        return fate.getOrDefault(lane, Map.of()).getOrDefault(subject(lane, event), new TreeMap<>());
    }

    private static String subject(Lane lane, HistoryEvent event) {
        String subject = lane.subject(event);
        return subject == null ? "" : subject;
    }
}
