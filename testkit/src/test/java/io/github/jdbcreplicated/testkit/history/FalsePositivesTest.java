package io.github.jdbcreplicated.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What looks like a violation and is none: each must be told apart, and what is next to it must be flagged. */
class FalsePositivesTest {

    private final Story story = new Story();

    @AfterEach
    void nothingIsFlagged() {
        assertThat(story.check().violations()).isEmpty();
    }

    @Test
    void overlappingOperationsOfOneSessionAreUnordered() {
        story.read("anna", "y", 1).ok();
        story.write("anna", "x", 2).during(20, 40).ok();
        story.read("anna", "x", 1).during(30, 50).carrying(1L).ok();
    }

    @Test
    void clocksOfSeveralProcessesAreNotCompared() {
        story.write("anna", "x", 2).within("one", 10, 20).ok();
        story.read("anna", "x", 1).within("two", 30, 40).carrying().ok();
        story.read("bert", "y", 5)
                .within("one", 10, 20)
                .on(Story.replica(1, "0/50"))
                .ok();
        story.read("bert", "y", 4)
                .within("two", 30, 40)
                .carrying()
                .on(Story.replica(1, "0/40"))
                .ok();
    }

    @Test
    void writeOfUnknownOutcomeIsNotDue() {
        story.write("anna", "x", 2).info();
        story.read("anna", "x", 1).ok();
    }

    @Test
    void failedWriteIsNotDue() {
        story.write("anna", "x", 2).fail();
        story.read("anna", "x", 1).ok();
    }

    @Test
    void readsInTheWritersOpenTransactionAndFromCachesAreOutside() {
        story.write("anna", "x", 2).ok();
        story.read("anna", "x", 3).outside("own transaction").ok();
        story.read("anna", "x", 1).outside("second-level cache").ok();
        story.read("anna", "x", 2).ok();

        assertThat(story.check().outside())
                .containsEntry("own transaction", 1L)
                .containsEntry("second-level cache", 1L);
    }

    @Test
    void whatAFailoverLostIsToldApart() {
        story.write("anna", "x", 5).on(Story.primary(1, "0/50")).ok();
        story.read("anna", "x", 5).on(Story.primary(1, "0/50")).ok();
        story.promotion(1, 2, "0/40");
        story.read("anna", "x", 4).on(Story.primary(2, "0/60")).ok();

        HistoryReport report = story.check();
        assertThat(report.count(Guarantee.READ_YOUR_WRITES, Verdict.LOST)).isOne();
        assertThat(report.count(Guarantee.MONOTONIC_READS, Verdict.LOST)).isOne();
    }

    @Test
    void commitsOfOthersBecomeVisibleOnThePrimaryInAnotherOrderThanInItsLog() {
        // The long fork: bert's commit lies before what anna has seen in the log, and is not visible to her yet.
        story.write("bert", "y", 1).on(Story.primary(1, "0/10")).ok();
        story.write("carl", "x", 1).on(Story.primary(1, "0/20")).ok();
        story.read("anna", "x", 1).on(Story.primary(1, "0/20")).ok();
        story.read("anna", "y", 0).on(Story.primary(1, "0/20")).ok();
    }

    @Test
    void counterThatFallsOnThePrimaryAloneIsTheDatabasesOwn() {
        story.read("anna", "x", 1).counter(8).on(Story.primary(1, "0/20")).ok();
        story.read("anna", "y", 1).counter(7).on(Story.primary(1, "0/20")).ok();

        HistoryReport report = story.check();
        assertThat(report.count(Guarantee.MONOTONIC_STORE, Verdict.DB_WINDOW)).isOne();
        assertThat(report.count(Guarantee.NODE_NEVER_REGRESSES, Verdict.DB_WINDOW))
                .isOne();
    }

    @Test
    void replicaThatShowsACommitBeforeThePrimaryIsTheDatabasesOwn() {
        story.read("anna", "x", 5).on(Story.replica(1, "0/50")).ok();
        story.read("anna", "x", 4).on(Story.primary(1, "0/50")).ok();

        assertThat(story.check().count(Guarantee.MONOTONIC_READS, Verdict.DB_WINDOW))
                .isOne();
    }

    @Test
    void newerValueThanDueIsFine() {
        story.write("anna", "x", 2).ok();
        story.read("anna", "x", 9).ok();
    }

    @Test
    void rowThatOthersDeletedMayBeMissing() {
        story.write("anna", "x", 2).ok();
        story.delete("bert", "x", 3).ok();
        story.read("anna", "x", 0).ok();
    }

    @Test
    void rowWhoseDeleteHasAnUnknownOutcomeMayBeMissing() {
        story.write("anna", "x", 2).ok();
        story.delete("bert", "x", 3).info();
        story.read("anna", "x", 0).ok();
    }

    @Test
    void versionsThatBeganAnewAreNotCompared() {
        story.write("anna", "x", 5).ok();
        story.write("anna", "y", 5).ok();
        story.reset("x");
        story.read("anna", "x", 1).ok();
        story.reset(null);
        story.read("anna", "y", 1).ok();
    }

    @Test
    void droppedTokenEndsThePromise() {
        story.write("anna", "x", 2).ok();
        story.read("anna", "x", 1).carrying().ok();
        story.read("anna", "x", 1).ok();
    }

    @Test
    void retryWithItsOwnElementIsNoDoubledWrite() {
        story.append("anna", "l", "a1").info();
        story.append("anna", "l", "a2").ok();
        story.last("l", "a1", "a2").ok();
    }

    @Test
    void elementThatTheClientSentTwiceMayBeThereTwice() {
        story.append("anna", "l", "a").info();
        story.append("anna", "l", "a").ok();
        story.last("l", "a", "a").ok();
    }
}
