package io.github.jdbcreplicated.testkit.history.mutants;

import java.util.List;
import java.util.function.Function;

/**
 * A defect, and what provokes it.
 *
 * @param defect in the words of {@code docs/history-checker.md}
 * @param provocation what happens to the servers, likewise
 * @param router the router that has it
 * @param scene what is played
 */
record Mutant(String defect, String provocation, Function<Servers, Router> router, Scenes.Scene scene) {

    static List<Mutant> all() {
        return List.of(
                new Mutant("the token is ignored", "replay is paused", TokenIgnored::new, Scenes::replayIsPaused),
                new Mutant(
                        "the position is taken inside the transaction",
                        "a replica holds the commit back, not what comes before it",
                        CapturedInTransaction::new,
                        Scenes::commitIsHeldBack),
                new Mutant(
                        "the written position is taken, with `synchronous_commit=off`",
                        "the primary's WAL writer is frozen",
                        WritePosition::new,
                        Scenes::commitIsNotFlushed),
                new Mutant(
                        "the replica is asked inside a `REPEATABLE READ` transaction",
                        "it catches up between the first question and the last",
                        CheckedInSnapshot::new,
                        Scenes::replicaCatchesUpWhileTheRouterWaits),
                new Mutant(
                        "a position is remembered across a restart",
                        "the replica is killed and opens at its last consistent point",
                        IncarnationForgotten::new,
                        Scenes::replicaCrashes),
                new Mutant(
                        "positions of different timelines are compared",
                        "one replica is promoted, the other one was ahead of it and stays behind",
                        TimelineIgnored::new,
                        Scenes::replicaStaysOnTheOldTimeline),
                new Mutant(
                        "the first replica to catch up ends the promise",
                        "replay is paused on the second one",
                        UnstuckByFirst::new,
                        Scenes::secondReplicaIsLate),
                new Mutant(
                        "a slow answer sets the older token again",
                        "a write is answered while a read is under way; replay is paused",
                        OldTokenSetAgain::new,
                        Scenes::answerArrivesAfterAWrite),
                new Mutant(
                        "a time window instead of a position",
                        "the replica is later than the window is long",
                        TimeWindow::new,
                        Scenes::replicaIsLaterThanTheWindowIsLong),
                new Mutant(
                        "lag is what the replica says of itself",
                        "its WAL receiver is frozen",
                        LagOfReplicaAlone::new,
                        Scenes::replicaReceivesNothing));
    }

    @Override
    public String toString() {
        return defect;
    }
}
