package io.github.jdbcreplicated.testkit;

import io.github.jdbcreplicated.testkit.internal.server.AdminSession;
import java.time.Duration;
import java.util.List;

/** Brings a cluster back to what it was at its start, step by step; any step may fail. */
final class Healing {

    private static final Duration CATCH_UP = Duration.ofSeconds(20);

    private final PostgresCluster cluster;

    Healing(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    void heal() {
        cluster.nodes().forEach(node -> node.process().healNetworks());
        if (cluster.nodes().stream().noneMatch(Healing::mayBeIll)) {
            return;
        }
        cluster.nodes().forEach(node -> node.process().server().thaw());
        cluster.nodes().forEach(Healing::restoreSettings);
        restoreRoles();
        cluster.awaitCaughtUp(CATCH_UP);
        cluster.nodes().forEach(node -> node.process().markHealed());
    }

    private static boolean mayBeIll(PostgresNode node) {
        return node.process().isTouched() || !node.isRunning();
    }

    private static void restoreSettings(PostgresNode node) {
        if (node.process().data().isLogOnSmallDisk()) {
            node.stop();
            node.process().data().takeLogOffSmallDisk();
        }
        node.process().data().forgetAlterSystem();
        node.process().applyDelay(Duration.ZERO);
        node.start();
        // It may still be recovering from the death of one of its processes.
        node.awaitConnectable(CATCH_UP);
        node.replication().reload();
        try (AdminSession session = node.replication().session()) {
            session.ask("select pg_catalog.pg_wal_replay_resume() where pg_catalog.pg_is_in_recovery()");
            if (!session.isTrue("select exists (select from pg_catalog.pg_settings where pending_restart)")) {
                return;
            }
        }
        node.restart();
    }

    private void restoreRoles() {
        PostgresNode primary = cluster.primary();
        PostgresNode leader = leader();
        if (!leader.equals(primary)) {
            moveLeadership(leader, primary);
        }
        for (PostgresNode replica : cluster.replicas()) {
            if (!follows(replica, primary)) {
                replica.follow(primary);
            }
        }
    }

    /** The primary that most others follow keeps what it has; the first one if none or several do. */
    private PostgresNode leader() {
        List<PostgresNode> primaries =
                cluster.nodes().stream().filter(node -> !node.isInRecovery()).toList();
        return primaries.stream()
                .reduce((first, second) -> followers(second) > followers(first) ? second : first)
                .orElseThrow(() -> new IllegalStateException("No node of " + cluster + " is a primary"));
    }

    private int followers(PostgresNode node) {
        return cluster.followersOf(node).size();
    }

    /** In good order: an orderly stop hands everything over to the follower. */
    private void moveLeadership(PostgresNode from, PostgresNode to) {
        if (!follows(to, from)) {
            to.follow(from);
        }
        cluster.awaitCaughtUp(CATCH_UP);
        from.stop();
        to.promote();
    }

    private static boolean follows(PostgresNode node, PostgresNode source) {
        return source.process().equals(node.process().upstream())
                && node.isInRecovery()
                && node.replication().isStreaming();
    }
}
