package io.github.jdbcreplicated.token;

import static io.github.jdbcreplicated.token.Fixtures.codec;
import static io.github.jdbcreplicated.token.Fixtures.positionIn;
import static io.github.jdbcreplicated.token.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConsistencyTokenTest {
    private static final Position EARLY = new Position(1, 10);
    private static final Position LATE = new Position(1, 20);
    private static final Position NEWER_TIMELINE = new Position(2, 5);

    @Test
    void noneSaysNothing() {
        assertThat(ConsistencyToken.NONE.isEmpty()).isTrue();
        assertThat(ConsistencyToken.NONE.isUnverified()).isFalse();
        assertThat(positionIn(ConsistencyToken.NONE, "a")).isNull();
        assertThat(ConsistencyToken.NONE.issuedAt()).isNull();
    }

    @Test
    void unverifiedKnowsNoPositionOfAnyCluster() {
        assertThat(ConsistencyToken.UNVERIFIED.isEmpty()).isFalse();
        assertThat(ConsistencyToken.UNVERIFIED.isUnverified()).isTrue();
        assertThat(positionIn(ConsistencyToken.UNVERIFIED, "a")).isEqualTo(Position.UNKNOWN);
        assertThat(ConsistencyToken.UNVERIFIED.seenOn("a", "")).isZero();
    }

    @Test
    void ofTwoPositionsTheLaterIsKept() {
        assertThat(positionIn(token("a", EARLY).max(token("a", LATE)), "a")).isEqualTo(LATE);
        assertThat(positionIn(token("a", LATE).max(token("a", EARLY)), "a")).isEqualTo(LATE);
    }

    @Test
    void theLaterTimelineWins() {
        assertThat(positionIn(token("a", LATE).max(token("a", NEWER_TIMELINE)), "a"))
                .isEqualTo(NEWER_TIMELINE);
        assertThat(positionIn(token("a", NEWER_TIMELINE).max(token("a", LATE)), "a"))
                .isEqualTo(NEWER_TIMELINE);
    }

    @Test
    void theUnknownWins() {
        assertThat(positionIn(token("a", LATE).max(token("a", Position.UNKNOWN)), "a"))
                .isEqualTo(Position.UNKNOWN);
        assertThat(positionIn(token("a", Position.UNKNOWN).max(token("a", LATE)), "a"))
                .isEqualTo(Position.UNKNOWN);
    }

    @Test
    void otherClustersAreKept() {
        ConsistencyToken both = token("a", EARLY).max(token("b", LATE));

        assertThat(positionIn(both, "a")).isEqualTo(EARLY);
        assertThat(positionIn(both, "b")).isEqualTo(LATE);
    }

    @Test
    void whatOneSaysIsMeantForOneDatabaseSystem() {
        ConsistencyToken token = ConsistencyToken.NONE.with("a", "1", EARLY, 3);

        assertThat(token.position("a", "2")).isNull();
        assertThat(token.seenOn("a", "2")).isZero();
        assertThat(token.position("a", "1")).isEqualTo(EARLY);
    }

    @Test
    void theUnverifiedWins() {
        for (ConsistencyToken both : List.of(
                token("a", LATE).max(ConsistencyToken.UNVERIFIED), ConsistencyToken.UNVERIFIED.max(token("a", LATE)))) {
            assertThat(both.isUnverified()).isTrue();
            assertThat(positionIn(both, "a")).isEqualTo(Position.UNKNOWN);
            assertThat(positionIn(both, "b")).isEqualTo(Position.UNKNOWN);
        }
    }

    @Test
    void whatIsSaidLaterReplacesWhatWasSaid() {
        ConsistencyToken token = token("a", LATE).max(token("b", LATE)).with("a", "system of a", EARLY, 0);

        assertThat(positionIn(token, "a")).isEqualTo(EARLY);
        assertThat(positionIn(token, "b")).isEqualTo(LATE);
        assertThat(token.entries()).hasSize(2);
    }

    @Test
    void aPositionCapturedLaterReplacesTheUnknown() {
        ConsistencyToken token = token("a", Position.UNKNOWN).with("a", "system of a", EARLY, 0);
        ConsistencyToken unverified = ConsistencyToken.UNVERIFIED.with("a", "system of a", EARLY, 0);

        assertThat(positionIn(token, "a")).isEqualTo(EARLY);
        assertThat(positionIn(unverified, "a")).isEqualTo(EARLY);
        assertThat(positionIn(unverified, "b")).isEqualTo(Position.UNKNOWN);
    }

    @Test
    void sayingNothingTakesAnEntryAway() {
        assertThat(token("a", LATE).with("a", "system of a", null, 0).isEmpty()).isTrue();
    }

    @Test
    void whereNothingIsSaidOfWritesTheUnverifiedStays() {
        ConsistencyToken token = ConsistencyToken.UNVERIFIED.with("a", "system of a", null, 7);

        assertThat(positionIn(token, "a")).isEqualTo(Position.UNKNOWN);
        assertThat(token.seenOn("a", "system of a")).isEqualTo(7);
    }

    @Test
    void whatWasReadIsReplacedToo() {
        TokenCodec codec = codec("key");
        ConsistencyToken read = codec.read(codec.encode(token("a", LATE))).token();

        assertThat(positionIn(read.with("a", "system of a", EARLY, 0), "a")).isEqualTo(EARLY);
        assertThat(positionIn(read.max(token("a", EARLY)), "a")).isEqualTo(LATE);
    }

    @Property
    void maxPromisesWhatEitherDoes(@ForAll("said") List<Said> one, @ForAll("said") List<Said> other) {
        ConsistencyToken a = Said.token(one);
        ConsistencyToken b = Said.token(other);
        ConsistencyToken max = a.max(b);

        for (Said said : List.of(one, other).stream().flatMap(List::stream).toList()) {
            Position inA = a.position(said.cluster(), said.system());
            Position inB = b.position(said.cluster(), said.system());
            Position both = inA == null || inB == null ? (inA == null ? inB : inA) : Position.max(inA, inB);
            assertThat(max.position(said.cluster(), said.system())).isEqualTo(both);
            assertThat(b.max(a).position(said.cluster(), said.system())).isEqualTo(both);
        }
    }

    @Test
    void aTokenOfOthersSpeaksOnlyOfStrangers() {
        TokenCodec codec = codec("key");
        ConsistencyToken read =
                codec("key").read(codec("key").encode(token("a", LATE))).token();
        assertThat(read.speaksOnlyOfStrangers()).isTrue();

        ConsistencyToken ours =
                codec.read(codec("key").encode(token("a", LATE))).token();
        assertThat(positionIn(ours, "b")).isNull();
        assertThat(ours.speaksOnlyOfStrangers()).isTrue();
        assertThat(positionIn(ours, "a")).isEqualTo(LATE);
        assertThat(ours.speaksOnlyOfStrangers()).isFalse();
    }

    @Test
    void aTokenThatNamesNoClusterOrIsOurOwnDoesNotSpeakOfStrangers() {
        assertThat(ConsistencyToken.NONE.speaksOnlyOfStrangers()).isFalse();
        assertThat(ConsistencyToken.UNVERIFIED.speaksOnlyOfStrangers()).isFalse();
        assertThat(token("a", LATE).speaksOnlyOfStrangers()).isFalse();
    }

    @Provide
    Arbitrary<List<Said>> said() {
        return Said.upTo(3);
    }
}
