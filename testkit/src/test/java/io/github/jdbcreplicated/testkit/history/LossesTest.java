package io.github.jdbcreplicated.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Anna has seen version 5, which a failover takes away; what comes after it under the same number is another one. */
class LossesTest {

    private final Story story = new Story();

    @AfterEach
    void lossIsToldApart() {
        HistoryReport report = story.check();
        assertThat(report.violations()).isEmpty();
        assertThat(report.count(Guarantee.MONOTONIC_READS, Verdict.LOST)).isOne();
    }

    @Test
    void readWithoutPositionMayHaveSeenWhatWasLost() {
        story.write("bert", "x", 5).on(Story.primary(1, "0/50")).ok();
        story.read("anna", "x", 5).ok();
        story.promotion(1, 2, "0/40");
        story.read("anna", "x", 4).on(Story.primary(2, "0/60")).ok();
    }

    @Test
    void sameVersionWrittenLaterWasNotSeen() {
        story.read("anna", "x", 5).on(Story.primary(1, "0/50")).ok();
        story.promotion(1, 2, "0/40");
        story.write("bert", "x", 5).ok();
        story.read("anna", "x", 4).on(Story.replica(2, "0/60")).ok();
    }

    @Test
    void sameVersionWrittenOnTheOtherTimelineWasNotSeen() {
        story.write("bert", "x", 5).on(Story.primary(2, "0/70")).ok();
        story.read("anna", "x", 5).on(Story.primary(1, "0/50")).ok();
        story.promotion(1, 2, "0/40");
        story.read("anna", "x", 4).on(Story.replica(2, "0/60")).ok();
    }
}
