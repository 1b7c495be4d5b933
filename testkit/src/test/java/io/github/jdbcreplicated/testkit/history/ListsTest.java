package io.github.jdbcreplicated.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListsTest {

    private final Story story = new Story();

    @Test
    void acknowledgedElementThatIsMissingInTheEndIsFlagged() {
        story.append("anna", "l", "a").ok();
        story.append("anna", "l", "b").ok();
        story.last("l", "b").ok();

        HistoryReport report = story.check();
        assertThat(report.count(Guarantee.NO_WRITE_LOST, Verdict.VIOLATION)).isOne();
        assertThat(report.violations().get(0).reason()).contains("element a was acknowledged");
        assertThat(report.checked()).containsEntry(Guarantee.NO_WRITE_LOST, 2L);
    }

    @Test
    void elementAcknowledgedOnALosingTimelineIsToldApart() {
        story.append("anna", "l", "a").on(Story.primary(1, "0/50")).ok();
        story.promotion(1, 2, "0/40");
        story.last("l").ok();

        assertThat(story.check().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.LOST));
    }

    @Test
    void unknownElementMayBeThereOrNot() {
        story.append("anna", "l", "a").info();
        story.append("anna", "l", "b").info();
        story.last("l", "b").ok();

        assertThat(story.check().findings()).isEmpty();
    }

    @Test
    void unknownElementThatIsThereTwiceWasSentTwice() {
        story.append("anna", "l", "a").info();
        story.last("l", "a", "a").ok();

        assertThat(story.check().count(Guarantee.NO_WRITE_DOUBLED, Verdict.VIOLATION))
                .isOne();
    }

    @Test
    void failedElementThatIsThereIsFlagged() {
        story.append("anna", "l", "a").fail();
        story.last("l", "a").ok();

        assertThat(story.check().count(Guarantee.NO_FAILED_WRITE_SEEN, Verdict.VIOLATION))
                .isOne();
    }

    @Test
    void elementOfADeletedListIsNotMissed() {
        story.append("anna", "l", "a").ok();
        story.delete("anna", "l", 2).ok();
        story.append("anna", "l", "b").ok();
        story.last("l").ok();

        assertThat(story.check().violations())
                .singleElement()
                .satisfies(finding -> assertThat(finding.reason()).contains("element b"));
    }

    @Test
    void withoutAFinalReadNothingIsMissed() {
        story.append("anna", "l", "a").ok();
        story.list("anna", "l").ok();

        assertThat(story.check().findings()).isEmpty();
    }

    @Test
    void elementOfAResetListIsNotMissed() {
        story.append("anna", "l", "a").ok();
        story.reset("l");
        story.last("l").ok();

        assertThat(story.check().findings()).isEmpty();
    }

    @Test
    void finalReadByAnotherClockMissesNothing() {
        story.append("anna", "l", "a").within("one", 10, 20).ok();
        story.last("l").within("two", 30, 40).ok();

        assertThat(story.check().findings()).isEmpty();
    }

    @Test
    void elementOfAListWhoseDeleteIsUnknownIsNotMissed() {
        story.delete("anna", "l", 1).info();
        story.append("anna", "l", "a").ok();
        story.last("l").ok();

        assertThat(story.check().findings()).isEmpty();
    }
}
