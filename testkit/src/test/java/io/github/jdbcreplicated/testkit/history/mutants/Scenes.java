package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.history.Promotion;
import io.github.jdbcreplicated.testkit.internal.server.Await;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What provokes each defect: by events in a fixed order, not by chance. Every client plays the same part. */
final class Scenes {

    private static final Duration TOO_LONG = Duration.ofHours(1);

    private Scenes() {}

    /** One scene. */
    @FunctionalInterface
    interface Scene {
        void play(Stage stage, List<Client> clients) throws SQLException;
    }

    static void replayIsPaused(Stage stage, List<Client> clients) throws SQLException {
        stage.withOneReplica();
        stage.replica().pauseReplay();
        for (Client client : clients) {
            client.write();
            client.read();
        }
    }

    static void commitIsHeldBack(Stage stage, List<Client> clients) throws SQLException {
        stage.withOneReplica();
        stage.replica().applyDelay(TOO_LONG);
        for (Client client : clients) {
            client.write();
            stage.awaitHeldBack(stage.replica());
            client.read();
        }
    }

    static void commitIsNotFlushed(Stage stage, List<Client> clients) throws SQLException {
        stage.withOneReplica();
        stage.primary().freezeProcess("walwriter");
        for (Client client : clients) {
            client.writeWithoutFlush();
            client.read();
        }
    }

    static void replicaCatchesUpWhileTheRouterWaits(Stage stage, List<Client> clients) throws SQLException {
        stage.withOneReplica();
        stage.servers().meanwhile(() -> {
            stage.replica().resumeReplay();
            stage.awaitReplayed(stage.replica());
        });
        for (Client client : clients) {
            stage.replica().pauseReplay();
            client.write();
            client.read();
        }
    }

    static void replicaCrashes(Stage stage, List<Client> clients) throws SQLException {
        stage.withOneReplica();
        for (Client client : clients) {
            client.write();
            stage.awaitReplayed(stage.replica());
            client.read();
        }
        // So that it stays where it opens; it would catch up within half a second.
        stage.replica().applyDelay(TOO_LONG);
        stage.replica().kill();
        stage.replica().start();
        for (Client client : clients) {
            client.read();
        }
    }

    static void replicaStaysOnTheOldTimeline(Stage stage, List<Client> clients) throws SQLException {
        PostgresNode heir = stage.cluster().replica(1);
        PostgresNode left = stage.cluster().replica(2);
        heir.replicationNetwork().blackhole();
        stage.fillLog();
        stage.awaitReplayed(left);
        stage.primary().kill();
        int before = timelineOf(left);
        Promotion promotion = promote(heir, before);
        stage.servers().are(heir, List.of(left));
        for (Client client : clients) {
            client.sees(promotion);
            client.write();
            client.read();
        }
    }

    static void secondReplicaIsLate(Stage stage, List<Client> clients) throws SQLException {
        stage.cluster().replica(2).pauseReplay();
        for (Client client : clients) {
            client.write();
            stage.awaitReplayed(stage.cluster().replica(1));
            client.read();
            client.read();
        }
    }

    static void answerArrivesAfterAWrite(Stage stage, List<Client> clients) throws SQLException {
        stage.withOneReplica();
        for (Client client : clients) {
            client.write();
            stage.awaitReplayed(stage.replica());
            stage.replica().pauseReplay();
            Client.Reading slow = client.ask();
            client.write();
            slow.arrives();
            client.read();
            stage.replica().resumeReplay();
        }
    }

    static void replicaIsLaterThanTheWindowIsLong(Stage stage, List<Client> clients) throws SQLException {
        stage.withOneReplica();
        stage.replica().applyDelay(TimeWindow.LENGTH.multipliedBy(300));
        for (Client client : clients) {
            client.write();
            long end = System.nanoTime() + TimeWindow.LENGTH.toNanos();
            Await.until("the window to end", Stage.SOON, () -> "open", () -> System.nanoTime() - end > 0);
            client.read();
        }
    }

    static void replicaReceivesNothing(Stage stage, List<Client> clients) throws SQLException {
        stage.withOneReplica();
        stage.replica().freezeProcess("walreceiver");
        for (Client client : clients) {
            client.write();
            client.read();
        }
    }

    private static Promotion promote(PostgresNode heir, int before) throws SQLException {
        heir.promote();
        return new Promotion(heir.name(), before, timelineOf(heir), heir.replayPosition());
    }

    private static int timelineOf(PostgresNode node) throws SQLException {
        try (var connection = node.dataSource().getConnection()) {
            return State.of(node, connection).timeline();
        }
    }
}
