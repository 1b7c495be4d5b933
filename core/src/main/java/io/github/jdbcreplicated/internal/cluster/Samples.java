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

    /** Two samples are at most this part of their age apart, so that a lag is known as exactly. */
    private static final int PRECISION = 16;

    /** Nanoseconds: captures may come many thousand times a second. */
    private static final long LEAST_DISTANCE = 5_000_000;

    private final List<Sample> newestFirst;

    private Samples(List<Sample> newestFirst) {
        this.newestFirst = newestFirst;
    }

    /** With the primary at this position at this time; what comes before, or hardly after, the newest adds nothing. */
    Samples with(Position position, long at) {
        if (!newestFirst.isEmpty() && at - newestFirst.get(0).at() < LEAST_DISTANCE / 5) {
            return this;
        }
        List<Sample> all = new ArrayList<>();
        all.add(new Sample(position, at));
        all.addAll(newestFirst);
        return new Samples(thinned(all, at));
    }

    /** Without those between two others that are near each other for their age. */
    private static List<Sample> thinned(List<Sample> all, long now) {
        List<Sample> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean between = i > 0 && i < all.size() - 1;
            if (!between || !areNear(kept.get(kept.size() - 1), all.get(i + 1), now)) {
                kept.add(all.get(i));
            }
        }
        return List.copyOf(kept);
    }

    private static boolean areNear(Sample newer, Sample older, long now) {
        return newer.at() - older.at() <= Math.max(LEAST_DISTANCE, (now - older.at()) / PRECISION);
    }

    /** Without what is of no use any more. */
    Samples since(long oldest) {
        if (newestFirst.isEmpty() || newestFirst.get(newestFirst.size() - 1).at() - oldest >= 0) {
            return this;
        }
        List<Sample> young =
                newestFirst.stream().filter(sample -> sample.at() - oldest >= 0).toList();
        return new Samples(young);
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

    /** When the newest was taken; there has to be one. */
    long newestAt() {
        return newestFirst.get(0).at();
    }

    int size() {
        return newestFirst.size();
    }

    private record Sample(Position position, long at) {}
}
