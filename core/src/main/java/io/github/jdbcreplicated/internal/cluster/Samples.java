package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.token.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where the primary was when, from the newest back; what lies far back is kept more sparsely. Immutable.
 *
 * <p>By these a replica's lag is known in time without anybody's clock but ours: it has at least what the primary had at
 * the newest sample that it has passed.
 */
final class Samples {
    static final Samples NONE = new Samples(List.of());

    /** The distance between two samples is at least this part of their age, so that a lag is known about as exactly. */
    private static final int PRECISION = 16;

    /** Nanoseconds; captures may come many thousand times a second. */
    private static final long LEAST_DISTANCE = 5_000_000;

    private final List<Sample> newestFirst;

    private Samples(List<Sample> newestFirst) {
        this.newestFirst = newestFirst;
    }

    /** With the primary at this position at this time; an answer that was overtaken by a later one adds nothing. */
    Samples with(Position position, long at) {
        if (!newestFirst.isEmpty() && at - newestFirst.get(0).at() < 0) {
            return this;
        }
        List<Sample> kept = new ArrayList<>();
        kept.add(new Sample(position, at));
        for (Sample sample : newestFirst) {
            long age = at - sample.at();
            long distance = kept.get(kept.size() - 1).at() - sample.at();
            if (distance >= Math.max(LEAST_DISTANCE, age / PRECISION)) {
                kept.add(sample);
            }
        }
        return new Samples(List.copyOf(kept));
    }

    /** Without what is of no use any more. */
    Samples since(long oldest) {
        List<Sample> young =
                newestFirst.stream().filter(sample -> sample.at() - oldest >= 0).toList();
        return young.size() == newestFirst.size() ? this : new Samples(young);
    }

    /** When the primary was at the newest of the positions that were passed; {@code otherwise} if none was. */
    long newestPassed(Predicate<Position> passed, long otherwise) {
        for (Sample sample : newestFirst) {
            if (passed.test(sample.position())) {
                return sample.at();
            }
        }
        return otherwise;
    }

    /** When the primary was at the oldest of the positions that come after what was passed; {@code otherwise} if none does. */
    long oldestNotPassed(Predicate<Position> passed, long otherwise) {
        long oldest = otherwise;
        for (Sample sample : newestFirst) {
            if (passed.test(sample.position())) {
                break;
            }
            oldest = sample.at();
        }
        return oldest;
    }

    int size() {
        return newestFirst.size();
    }

    private record Sample(Position position, long at) {}
}
