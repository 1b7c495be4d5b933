package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Something that happens to the replicas while clients use them. */
record Trouble(String name, Consumer<PostgresCluster> begins, Consumer<PostgresCluster> ends) {

    /** Both replicas show everything that much later, each by its own number of milliseconds. */
    static Trouble lag(int first, int second) {
        String name = first == second ? time(first) + " late" : time(first) + " and " + time(second) + " late";
        return new Trouble(name, cluster -> delay(cluster, first, second), cluster -> delay(cluster, 0, 0));
    }

    static Trouble onePauses() {
        return onReplica("replay of one is paused", 1, PostgresNode::pauseReplay, PostgresNode::resumeReplay);
    }

    static Trouble bothPause() {
        return new Trouble(
                "replay of both is paused",
                cluster -> cluster.replicas().forEach(PostgresNode::pauseReplay),
                cluster -> cluster.replicas().forEach(PostgresNode::resumeReplay));
    }

    static Trouble connectionsAreReset() {
        return new Trouble(
                "all connections to replicas are reset",
                cluster ->
                        cluster.replicas().forEach(replica -> replica.network().reset()),
                cluster -> {});
    }

    static Trouble oneIsCutOff() {
        return onReplica(
                "packets to and from one get lost",
                2,
                replica -> replica.network().blackhole(),
                replica -> replica.network().heal());
    }

    /** The replica answers, and does not know that it falls behind. */
    static Trouble oneReceivesNothing() {
        return onReplica(
                "packets between the primary and one get lost",
                1,
                replica -> replica.replicationNetwork().blackhole(),
                replica -> replica.replicationNetwork().heal());
    }

    static Trouble oneRestarts() {
        return onReplica("one restarts", 1, PostgresNode::restart, replica -> {});
    }

    /** It starts with crash recovery, which opens it behind what it had shown. */
    static Trouble oneIsKilled() {
        return onReplica("one is killed, then started", 2, PostgresNode::kill, PostgresNode::start);
    }

    static Trouble oneIsKilledAndStartsLate() {
        return onReplica(
                "one is killed and starts 500 ms late",
                1,
                replica -> {
                    replica.applyDelay(Duration.ofMillis(500));
                    replica.kill();
                    replica.start();
                },
                replica -> replica.applyDelay(Duration.ZERO));
    }

    private static Trouble onReplica(
            String name, int number, Consumer<PostgresNode> begins, Consumer<PostgresNode> ends) {
        return new Trouble(
                name,
                cluster -> begins.accept(cluster.replica(number)),
                cluster -> ends.accept(cluster.replica(number)));
    }

    private static void delay(PostgresCluster cluster, int... millis) {
        List<PostgresNode> replicas = cluster.replicas();
        for (int number = 0; number < replicas.size(); number++) {
            replicas.get(number).applyDelay(Duration.ofMillis(millis[number]));
        }
    }

    private static String time(int millis) {
        return millis >= 1000 ? millis / 1000 + " s" : millis + " ms";
    }
}
