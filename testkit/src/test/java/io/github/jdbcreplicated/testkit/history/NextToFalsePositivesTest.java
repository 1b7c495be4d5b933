package io.github.jdbcreplicated.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.testkit.Lsn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an excuse must not cover: the same stories as in {@link FalsePositivesTest}, one step further. */
class NextToFalsePositivesTest {

    private final Story story = new Story();

    @AfterEach
    void oneIsFlagged() {
        assertThat(story.check().violations()).hasSize(1);
    }

    @Test
    void readBehindBothOverlappingOperationsIsBound() {
        story.write("anna", "x", 2).during(20, 40).ok();
        story.read("anna", "x", 1).during(30, 50).carrying().givingNone().ok();
        story.read("anna", "x", 1).ok();
    }

    @Test
    void unknownWriteThatWasSeenStaysSeen() {
        story.write("anna", "x", 2).info();
        story.read("anna", "x", 2).ok();
        story.read("anna", "x", 1).ok();
    }

    @Test
    void readBeyondALossMustShowWhatStayed() {
        story.write("anna", "x", 3).on(Story.primary(1, "0/30")).ok();
        story.write("anna", "x", 5).on(Story.primary(1, "0/50")).ok();
        story.promotion(1, 2, "0/40");
        story.read("anna", "x", 2).on(Story.primary(2, "0/60")).ok();
    }

    @Test
    void writeBeforeTheForkIsNotLost() {
        story.write("anna", "x", 5).on(Story.primary(1, "0/40")).ok();
        story.promotion(1, 2, "0/40");
        story.read("anna", "x", 4).on(Story.primary(2, "0/60")).ok();
    }

    @Test
    void elementInTheFinalListIsNotLostWhateverItsPosition() {
        story.append("anna", "x", "e")
                .value(Value.version(5))
                .elements("e")
                .on(Story.primary(1, "0/50"))
                .ok();
        story.promotion(1, 2, "0/40");
        story.read("anna", "x", 4).on(Story.primary(2, "0/60")).ok();
        story.last("x", "e").ok();
    }

    @Test
    void whatWasSeenOfTheLosingTimelineStillBindsToWhatStayed() {
        story.write("bert", "x", 3).on(Story.primary(1, "0/30")).ok();
        story.write("bert", "x", 5).on(Story.primary(1, "0/50")).ok();
        story.read("anna", "x", 5).on(Story.replica(1, "0/50")).ok();
        story.promotion(1, 2, "0/40");
        story.read("anna", "x", 2).on(Story.primary(2, "0/60")).ok();
    }

    @Test
    void primaryBehindItsOwnWriteIsNoWindow() {
        story.write("anna", "x", 5).on(Story.primary(1, "0/40")).ok();
        story.read("anna", "x", 4).on(Story.primary(1, "0/50")).ok();
    }

    @Test
    void formerPrimaryBehindAReplicaIsNoWindow() {
        story.read("anna", "x", 5).on(Story.replica(1, "0/50")).ok();
        story.read("anna", "x", 4).on(Story.primary(1, "0/40")).ok();
    }

    @Test
    void rowThatIsDeletedLaterMustBeThere() {
        story.write("anna", "x", 2).ok();
        story.read("anna", "x", 0).ok();
        story.delete("bert", "x", 3).ok();
    }

    @Test
    void rowThatWasDeletedBeforeMustBeThere() {
        story.delete("bert", "x", 1).ok();
        story.write("anna", "x", 2).ok();
        story.read("anna", "x", 0).ok();
    }

    @Test
    void deletedRowMustNotComeBack() {
        story.read("anna", "x", 2).ok();
        story.delete("bert", "x", 3).ok();
        story.read("anna", "x", 0).ok();
        story.read("anna", "x", 2).ok();
    }

    @Test
    void versionsBehindTheResetAreCompared() {
        story.write("anna", "x", 5).ok();
        story.reset("x");
        story.write("anna", "x", 2).ok();
        story.read("anna", "x", 1).ok();
    }

    @Test
    void resetOfAnotherKeyExcusesNothing() {
        story.write("anna", "x", 5).ok();
        story.reset("y");
        story.read("anna", "x", 1).ok();
    }

    @Test
    void tokenThatIsCarriedAgainAfterADropStillBinds() {
        long write = story.write("anna", "x", 2).ok();
        story.read("anna", "y", 1).carrying().ok();
        story.read("anna", "x", 1).carrying(write).ok();
    }

    @Test
    void elementThatTheRouterSentTwiceIsFlagged() {
        story.append("anna", "l", "a").ok();
        story.list("bert", "l", "a", "a").ok();
        story.last("l", "a", "a").ok();
    }

    @Test
    void primaryBehindItselfIsNoWindowWhateverAReplicaHasShown() {
        Place primary = new Place("primary", null, Role.PRIMARY, 1, Lsn.parse("0/50"));
        story.read("anna", "x", 5).on(primary).ok();
        story.read("anna", "x", 6).on(Story.replica(1, "0/50")).ok();
        story.read("anna", "x", 4).on(primary).ok();
    }
}
