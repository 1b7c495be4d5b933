package io.github.jdbcreplicated.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What has to be flagged, and how far the promise of one session reaches. */
class SessionGuaranteesTest {

    private final Story story = new Story();

    @Test
    void readThatMissesTheSessionsOwnWriteIsFlaggedWithBothOperations() {
        story.write("anna", "x", 3).on(Story.primary(1, "0/30")).ok();
        story.read("anna", "x", 2).on(Story.replica(1, "0/20")).ok();

        HistoryReport report = story.check();
        assertThat(report.count(Guarantee.READ_YOUR_WRITES, Verdict.VIOLATION)).isOne();
        assertThat(report.violations()).singleElement().satisfies(finding -> {
            assertThat(finding.earlier().id()).isEqualTo(1);
            assertThat(finding.later().id()).isEqualTo(2);
        });
        assertThat(report.text())
                .contains("violation of read_your_writes: version 2 was shown where at least 3 was due")
                .contains("earlier: write 1 of session anna: key x, version 3, ok, on primary (primary)")
                .contains("position 0/30")
                .contains("later:   read 2 of session anna: key x, version 2, ok, on replica-1 (replica)")
                .contains("position 0/20")
                .contains("carried token of [1]");
    }

    @Test
    void readThatShowsLessThanAnEarlierReadIsFlagged() {
        story.read("anna", "x", 5).ok();
        story.read("anna", "x", 4).ok();

        assertThat(story.check().count(Guarantee.MONOTONIC_READS, Verdict.VIOLATION))
                .isOne();
    }

    @Test
    void commitCounterThatFallsIsFlaggedAcrossKeys() {
        story.read("anna", "x", 5).counter(20).ok();
        story.read("anna", "y", 1).counter(19).ok();

        HistoryReport report = story.check();
        assertThat(report.count(Guarantee.MONOTONIC_STORE, Verdict.VIOLATION)).isOne();
        assertThat(report.count(Guarantee.MONOTONIC_READS, Verdict.VIOLATION)).isZero();
    }

    @Test
    void writesAndReadsThatAreRespectedAreCountedAsChecked() {
        story.read("anna", "x", 0).ok();
        story.write("anna", "x", 1).ok();
        story.read("anna", "x", 1).ok();
        story.read("anna", "x", 2).ok();

        HistoryReport report = story.check();
        assertThat(report.findings()).isEmpty();
        assertThat(report.reads()).isEqualTo(3);
        assertThat(report.readsChecked()).isEqualTo(2);
        assertThat(report.checked()).containsEntry(Guarantee.READ_YOUR_WRITES, 2L);
    }

    @Test
    void greatestOfSeveralWritesIsDue() {
        story.write("anna", "x", 3).ok();
        story.write("anna", "x", 7).ok();
        story.write("anna", "y", 9).ok();
        story.read("anna", "x", 6).ok();

        assertThat(story.check().violations())
                .singleElement()
                .satisfies(finding -> assertThat(finding.earlier().id()).isEqualTo(2));
    }

    @Test
    void writesOfOtherSessionsAreNotDue() {
        story.write("bert", "x", 3).ok();
        story.write("anna", "y", 1).ok();
        story.read("anna", "x", 2).ok();

        assertThat(story.check().findings()).isEmpty();
    }

    @Test
    void laterTokenStandsForEverythingAnsweredBeforeIt() {
        story.write("anna", "x", 3).ok();
        long later = story.read("anna", "y", 1).ok();
        story.read("anna", "x", 2).carrying(later).ok();

        assertThat(story.check().count(Guarantee.READ_YOUR_WRITES, Verdict.VIOLATION))
                .isOne();
    }

    @Test
    void earlierTokenSaysNothingAboutWhatCameAfterIt() {
        long earlier = story.read("anna", "y", 1).ok();
        story.write("anna", "x", 3).ok();
        story.read("anna", "x", 2).carrying(earlier).ok();

        assertThat(story.check().findings()).isEmpty();
    }

    @Test
    void readThatSetTheOldTokenAgainOverAWriteIsTheRoutersFault() {
        long old = story.read("anna", "x", 1).ok();
        story.write("anna", "x", 2).during(30, 40).carrying(old).ok();
        story.read("anna", "y", 1).during(25, 50).carrying(old).ok();
        story.read("anna", "x", 1).ok();

        assertThat(story.check().count(Guarantee.READ_YOUR_WRITES, Verdict.VIOLATION))
                .isOne();
    }

    @Test
    void parallelWriteWhoseAnswerCameLaterIsToldApart() {
        story.write("anna", "x", 2).during(30, 40).ok();
        story.write("anna", "y", 1).during(25, 50).carrying().ok();
        story.read("anna", "x", 1).ok();

        HistoryReport report = story.check();
        assertThat(report.violations()).isEmpty();
        assertThat(report.count(Guarantee.READ_YOUR_WRITES, Verdict.OVERTAKEN)).isOne();
    }

    @Test
    void nodeThatShowsLessInTheSameRunIsFlaggedForWhomever() {
        story.read("anna", "x", 5).on(Story.replica(1, "0/50")).ok();
        story.read("bert", "x", 4).on(Story.replica(1, "0/40")).ok();

        assertThat(story.check().count(Guarantee.NODE_NEVER_REGRESSES, Verdict.VIOLATION))
                .isOne();
    }

    @Test
    void nodeMayShowLessAfterItsRestart() {
        story.read("anna", "x", 5)
                .on(new Place("r1", "one", Role.REPLICA, 1, null))
                .ok();
        story.read("bert", "x", 4)
                .on(new Place("r1", "two", Role.REPLICA, 1, null))
                .ok();
        story.read("carl", "x", 3).on(Place.of("r1")).ok();

        assertThat(story.check().findings()).isEmpty();
    }
}
