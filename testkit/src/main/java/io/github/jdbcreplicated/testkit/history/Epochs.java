package io.github.jdbcreplicated.testkit.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Into which count of versions an operation belongs, where resets make them begin anew. Immutable. */
final class Epochs {

    private static final long[] NEVER = {};

    private final long[] starts;
    private final long[] ends;
    private final Map<String, long[]> startsOfKey = new HashMap<>();
    private final Map<String, long[]> endsOfKey = new HashMap<>();

    Epochs(List<VersionReset> resets) {
        starts = sorted(resets, null, reset -> reset.span().startNanos());
        ends = sorted(resets, null, reset -> reset.span().endNanos());
        for (VersionReset reset : resets) {
            if (reset.key() != null) {
                startsOfKey.computeIfAbsent(
                        reset.key(),
                        key -> sorted(resets, key, other -> other.span().startNanos()));
                endsOfKey.computeIfAbsent(
                        reset.key(),
                        key -> sorted(resets, key, other -> other.span().endNanos()));
            }
        }
    }

    /** The epoch in which this operation binds others: it has begun behind that many resets. */
    int binding(HistoryEvent event, @Nullable String key) {
        long start = event.span().startNanos();
        return countBefore(start, ends) + (key == null ? 0 : countBefore(start, endsOfKey.getOrDefault(key, NEVER)));
    }

    /** The epoch in which this operation is bound: that many resets may have been done when it ended. */
    int bound(HistoryEvent event, @Nullable String key) {
        long end = event.span().endNanos();
        return countBefore(end, starts) + (key == null ? 0 : countBefore(end, startsOfKey.getOrDefault(key, NEVER)));
    }

    private static int countBefore(long nanos, long[] sorted) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long[] sorted(List<VersionReset> resets, @Nullable String key, ToLongFunction<VersionReset> moment) {
        long[] moments = resets.stream()
                .filter(reset -> key == null ? reset.key() == null : key.equals(reset.key()))
                .mapToLong(moment)
                .toArray();
        Arrays.sort(moments);
        return moments;
    }
}
