package io.github.jdbcreplicated.benchmarks.real.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.benchmarks.real.web.Sight;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Memory memory = new Memory();
    private final Tally tally = new Tally();

    @Test
    void readThatShowsLessThanWasWrittenIsStale() {
        memory.wrote(new Sight(3, 7, false));
        read(2, 7, true);
        assertThat(tally.stale()).isEqualTo(1);
        read(3, 6, true);
        assertThat(tally.stale()).isEqualTo(2);
        read(3, 7, true);
        assertThat(tally.stale()).isEqualTo(2);
    }

    @Test
    void readOfOthersWorkThatIsOlderThanWhatWasSeenIsBackwardsAndNotStale() {
        read(0, 9, false);
        read(0, 8, true);
        assertThat(tally.backwards()).isEqualTo(1);
        assertThat(tally.stale()).isZero();
    }

    @Test
    void clientThatHasDoneNothingIsShownNothingTooOld() {
        read(0, 0, true);
        assertThat(tally.stale()).isZero();
        assertThat(tally.backwards()).isZero();
    }

    @Test
    void shareIsOfTheReadsAlone() {
        tally.wrote(5);
        read(0, 0, true);
        read(0, 0, true);
        read(0, 0, false);
        read(0, 0, true);
        assertThat(tally.shareOfReplicas()).isEqualTo(0.75);
        assertThat(new Tally().shareOfReplicas()).isZero();
    }

    @Test
    void requestThatWasRefusedIsNoRead() {
        tally.refused();
        read(0, 0, true);
        assertThat(tally.refusals()).isEqualTo(1);
        assertThat(tally.reads().count()).isEqualTo(1);
        assertThat(tally.shareOfReplicas()).isEqualTo(1);
    }

    @Test
    void sumsAreOfAllClients() {
        read(0, 5, true);
        read(0, 4, true);
        tally.refused();
        Tally sum = new Tally();
        sum.add(tally);
        sum.add(tally);
        assertThat(sum.reads().count()).isEqualTo(4);
        assertThat(sum.backwards()).isEqualTo(2);
        assertThat(sum.refusals()).isEqualTo(2);
        assertThat(sum.shareOfReplicas()).isEqualTo(1);
    }

    private void read(long version, long board, boolean replica) {
        Sight sight = new Sight(version, board, replica);
        tally.read(sight, memory, 10);
        memory.saw(sight);
    }
}
