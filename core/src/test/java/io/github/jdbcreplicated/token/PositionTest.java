package io.github.jdbcreplicated.token;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PositionTest {
    @Example
    void numbersCompareUnsigned() {
        Position early = new Position(1, 1);
        Position late = new Position(1, 0xFFFF_FFFF_FFFF_FFFFL);

        assertThat(late.covers(early)).isTrue();
        assertThat(early.covers(late)).isFalse();
        assertThat(late.covers(late)).isTrue();
        assertThat(Position.max(early, late)).isEqualTo(late);
        assertThat(Position.max(late, early)).isEqualTo(late);
    }

    @Example
    void timelinesCompareUnsigned() {
        Position early = new Position(1, 5);
        Position late = new Position(0x8000_0000, 1);

        assertThat(Position.max(early, late)).isEqualTo(late);
        assertThat(Position.max(late, early)).isEqualTo(late);
    }

    @Example
    void noTimelineCoversAnother() {
        assertThat(new Position(2, 9).covers(new Position(1, 5))).isFalse();
        assertThat(new Position(1, 9).covers(new Position(2, 5))).isFalse();
    }

    @Property
    void nothingCoversTheUnknownAndItCoversNothing(@ForAll("positions") Position any) {
        assertThat(any.covers(Position.UNKNOWN)).isFalse();
        assertThat(Position.UNKNOWN.covers(any)).isFalse();
    }

    @Property
    void theUnknownPromisesMost(@ForAll("positions") Position any) {
        assertThat(Position.max(any, Position.UNKNOWN)).isEqualTo(Position.UNKNOWN);
        assertThat(Position.max(Position.UNKNOWN, any)).isEqualTo(Position.UNKNOWN);
    }

    @Property
    void maxIsInAnyOrderTheSame(
            @ForAll("positions") Position one, @ForAll("positions") Position two, @ForAll("positions") Position three) {
        assertThat(Position.max(one, two)).isEqualTo(Position.max(two, one)).isIn(one, two);
        assertThat(Position.max(one, one)).isEqualTo(one);
        assertThat(Position.max(Position.max(one, two), three)).isEqualTo(Position.max(one, Position.max(two, three)));
    }

    @Property
    void maxOfOneTimelineCoversBoth(@ForAll int lsn, @ForAll long one, @ForAll long other) {
        int timeline = lsn == 0 ? 1 : lsn;
        Position max = Position.max(new Position(timeline, one), new Position(timeline, other));

        assertThat(max.covers(new Position(timeline, one))).isTrue();
        assertThat(max.covers(new Position(timeline, other))).isTrue();
    }

    @Example
    void isWrittenAsTheDatabaseWritesIt() {
        assertThat(new Position(3, 0x16_B374D8L)).hasToString("3:0/16B374D8");
        assertThat(new Position(3, 0xFFFF_FFFF_FFFF_FFFFL)).hasToString("3:FFFFFFFF/FFFFFFFF");
        assertThat(Position.UNKNOWN).hasToString("unknown");
    }

    @Provide
    Arbitrary<Position> positions() {
        return Said.positions();
    }
}
