package io.github.jdbcreplicated.testkit;

import io.github.jdbcreplicated.testkit.internal.server.AdminSession;
import io.github.jdbcreplicated.testkit.internal.server.Await;
import java.time.Duration;
import java.util.List;

/** Brings a cluster back to what it was at its start, step by step; any step may fail. */
final class Healing {

    private static final Duration CATCH_UP = Duration.ofSeconds(20);

    /** Thirty times the interval at which a replica tries to reach its primary. */
    private static final Duration RECONNECTION = Duration.ofSeconds(3);

    private final PostgresCluster cluster;

    Healing(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    void heal() {
        cluster.nodes().forEach(node -> node.process().healNetworks());
        List<PostgresNode> ill =
                cluster.nodes().stream().filter(Healing::mayBeIll).toList();
        if (ill.isEmpty()) {
            return;
        }
        ill.forEach(node -> node.process().server().thaw());
        ill.parallelStream().forEach(Healing::restoreSettings);
        restoreRoles();
        cluster.awaitCaughtUp(CATCH_UP);
        ill.forEach(node -> node.process().markHealed());
    }

    private static boolean mayBeIll(PostgresNode node) {
        return node.process().isTouched() || !node.isRunning();
    }

    private static void restoreSettings(PostgresNode node) {
        NodeProcess process = node.process();
        if (process.data().isLogOnSmallDisk()) {
            node.stop();
            process.data().takeLogOffSmallDisk();
        }
        boolean setOtherwise = process.isLate() || process.data().hasAlterSystem();
        if (setOtherwise) {
            process.data().forgetAlterSystem();
            process.applyDelay(Duration.ZERO);
        }
        node.start();
        // It may still be recovering from the death of one of its processes.
        try (AdminSession session = node.replication().sessionWithin(CATCH_UP)) {
            session.ask("select pg_catalog.pg_wal_replay_resume() where pg_catalog.pg_is_in_recovery()");
        }
        if (setOtherwise) {
            takeSettings(node);
        }
    }

    private static void takeSettings(PostgresNode node) {
        node.replication().reload();
        if (node.replication().isRestartPending()) {
            node.restart();
        }
    }

    private void restoreRoles() {
        PostgresNode primary = cluster.primary();
        List<PostgresNode> primaries = primaries();
        if (!primaries.equals(List.of(primary))) {
            leadBack(leader(primaries), primary);
            primaries = primaries();
        }
        try (AdminSession session = primary.replication().session()) {
            for (PostgresNode replica : cluster.replicas()) {
                if (primaries.contains(replica) || !comesToFollow(replica, session)) {
                    replica.follow(primary);
                }
            }
        }
    }

    private List<PostgresNode> primaries() {
        return cluster.nodes().stream().filter(node -> !node.isInRecovery()).toList();
    }

    /** The primary that most others follow keeps what it has; the first one if none or several do. */
    private PostgresNode leader(List<PostgresNode> primaries) {
        return primaries.stream()
                .reduce((first, second) -> followers(second) > followers(first) ? second : first)
                .orElseThrow(() -> new IllegalStateException("No node of " + cluster + " is a primary"));
    }

    private int followers(PostgresNode node) {
        return cluster.followersOf(node).size();
    }

    private void leadBack(PostgresNode leader, PostgresNode primary) {
        if (!leader.equals(primary)) {
            moveLeadership(leader, primary);
        }
    }

    /**
     * In good order: an orderly stop hands everything over to the follower, so that the one that has led can go on with
     * the data it has.
     */
    private void moveLeadership(PostgresNode from, PostgresNode to) {
        if (!follows(to, from)) {
            to.follow(from);
        }
        cluster.awaitCaughtUp(CATCH_UP);
        from.stop();
        to.promote();
        from.process().returnAsReplicaOf(to.process());
    }

    /** Whether it follows the primary with that session, which it may just have lost. */
    private boolean comesToFollow(PostgresNode replica, AdminSession session) {
        return cluster.primary().process().equals(replica.process().upstream())
                && Await.within(RECONNECTION, () -> Replication.isStreamedTo(replica.name(), session));
    }

    private static boolean follows(PostgresNode node, PostgresNode source) {
        return source.process().equals(node.process().upstream())
                && node.isInRecovery()
                && node.replication().isStreaming();
    }
}
