package io.github.jdbcreplicated.testkit.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The greatest bound at every moment: bounds are added in the order of their ends, only those that raise it stay. */
final class Frontier {

    private final List<Bound> rising = new ArrayList<>();

    void add(HistoryEvent by, long value) {
        if (value > 0
                && (rising.isEmpty() || value > rising.get(rising.size() - 1).value())) {
            rising.add(new Bound(by, value));
        }
    }

    /** The greatest bound of those whose operations ended then or before. */
    @Nullable
    Bound upTo(long endNanos) {
        int low = 0;
        int high = rising.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising.get(middle).by().span().endNanos() <= endNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : rising.get(low - 1);
    }
}
