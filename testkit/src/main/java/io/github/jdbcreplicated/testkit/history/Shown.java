package io.github.jdbcreplicated.testkit.history;

import java.util.IdentityHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What operations have shown, where a missing row may be explained by a delete: such a read stands at the delete's
 * version. Belongs to one check.
 */
final class Shown {

    private final Lane lane;
    private final Deletes deletes;
    private final IdentityHashMap<HistoryEvent, Long> explained = new IdentityHashMap<>();

    Shown(Lane lane, Deletes deletes) {
        this.lane = lane;
        this.deletes = deletes;
    }

    /** The number by which an operation binds later ones. */
    long binding(HistoryEvent event) {
        return Math.max(number(event), explained.getOrDefault(event, 0L));
    }

    boolean misses(HistoryEvent read, @Nullable Bound bound) {
        if (bound == null || number(read) >= bound.value()) {
            return false;
        }
        long version = lane.isPerKey() && number(read) == 0 ? deletes.explaining(read, bound.value()) : 0;
        explained.merge(read, version, Math::max);
        return version == 0;
    }

    String reason(HistoryEvent read, Bound missed) {
        return (lane.isPerKey() ? "version " : "commit counter ") + number(read) + " was shown where at least "
                + missed.value() + " was due";
    }

    private long number(HistoryEvent event) {
        return Objects.requireNonNull(lane.measure(event));
    }
}
