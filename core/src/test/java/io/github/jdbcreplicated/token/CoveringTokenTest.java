package io.github.jdbcreplicated.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoveringTokenTest {
    private static final TokenCodec CODEC = TokenCodec.builder().build();

    private static ConsistencyToken on(String cluster, int timeline, long lsn) {
        return and(ConsistencyToken.NONE, cluster, new Position(timeline, lsn), 0);
    }

    private static ConsistencyToken and(
            ConsistencyToken token, String cluster, @Nullable Position position, long seenOn) {
        return token.with(cluster, "1", position, seenOn);
    }

    private static ConsistencyToken read(ConsistencyToken token) {
        return CODEC.read(CODEC.encode(token)).token();
    }

    private static void covers(ConsistencyToken one, ConsistencyToken other, boolean expected) {
        assertThat(one.covers(other)).isEqualTo(expected);
        assertThat(read(one).covers(other)).isEqualTo(expected);
        assertThat(one.covers(read(other))).isEqualTo(expected);
        assertThat(read(one).covers(read(other))).isEqualTo(expected);
    }

    @Test
    void laterPositionCoversAnEarlierOfTheSameTimeline() {
        covers(on("a", 1, 10), on("a", 1, 10), true);
        covers(on("a", 1, 11), on("a", 1, 10), true);
        covers(on("a", 1, 9), on("a", 1, 10), false);
        covers(on("a", 2, 11), on("a", 1, 10), false);
    }

    @Test
    void everyClusterOfTheOtherCounts() {
        ConsistencyToken both = and(on("a", 1, 10), "b", new Position(1, 20), 0);
        covers(both, on("b", 1, 20), true);
        covers(on("b", 1, 20), both, false);
        covers(on("a", 1, 10), on("b", 1, 10), false);
        covers(both, ConsistencyToken.NONE, true);
        covers(ConsistencyToken.NONE, both, false);
        covers(ConsistencyToken.NONE, ConsistencyToken.NONE, true);
    }

    @Test
    void unknownCoversEveryPositionAndOnlyItCoversUnknown() {
        ConsistencyToken unknown = and(ConsistencyToken.NONE, "a", Position.UNKNOWN, 0);
        covers(unknown, on("a", 1, 10), true);
        covers(on("a", 1, 10), unknown, false);
        covers(unknown, unknown, true);
        covers(unknown, on("b", 1, 10), false);
    }

    @Test
    void whatCouldNotBeReadCoversWhatNothingIsSaidOf() {
        ConsistencyToken unverified = ConsistencyToken.UNVERIFIED;
        covers(unverified, on("a", 1, 10), true);
        covers(unverified, unverified, true);
        covers(on("a", 1, 10), unverified, false);
        ConsistencyToken written = and(unverified, "a", new Position(1, 10), 0);
        covers(written, on("a", 1, 11), false);
        covers(written, on("b", 1, 11), true);
        covers(written, unverified, false);
        covers(unverified, written, true);
        covers(written, written, true);
    }

    @Test
    void runThatWasReadFromIsCoveredByItselfAlone() {
        ConsistencyToken seen = and(ConsistencyToken.NONE, "a", new Position(1, 10), 77);
        covers(seen, seen, true);
        covers(seen, on("a", 1, 10), true);
        covers(on("a", 1, 10), seen, false);
        covers(and(ConsistencyToken.NONE, "a", new Position(1, 10), 78), seen, false);
    }

    @Test
    void tokenOfMoreClustersThanFitCoversThemAll() {
        List<Integer> clusters = IntStream.range(0, 5).boxed().toList();
        ConsistencyToken many = ConsistencyToken.NONE;
        for (int cluster : clusters) {
            many = and(many, "c" + cluster, new Position(1, 10), 0);
        }
        assertThat(read(many).covers(many)).isTrue();
    }
}
