package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.NodeState.Role;
import io.github.jdbcreplicated.internal.dialect.Dialect;
import io.github.jdbcreplicated.internal.dialect.ServerIdentity;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks every server once, at the start and all at the same time, whether it is what it was configured as. */
public final class Inspection {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    /** Long enough for a pool's first connection over TLS, short enough for a start that nobody wonders about. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Hundreds of times the usual lag; who takes longer is not known to be late, but not known to be in time either. */
    private static final Duration TO_CATCH_UP = Duration.ofSeconds(2);

    private Inspection() {}

    /**
     * Inspects the cluster's servers; those that do not answer are out until they are tried again.
     *
     * @throws IllegalArgumentException if a server's answer contradicts its configuration
     */
    public static void of(Cluster cluster) {
        List<Finding> findings = inspect(cluster);
        Contradictions.check(cluster.name(), findings, cluster.stance().followFailover());
        findings.forEach(finding -> record(cluster, finding));
        watch(cluster, findings);
    }

    /** Servers that answer, and do not tell where they are, never will. */
    private static void watch(Cluster cluster, List<Finding> findings) {
        List<Finding> answers =
                findings.stream().filter(finding -> finding.failure() == null).toList();
        List<Node> positioned = answers.stream()
                .filter(finding -> finding.identity() != null)
                .map(Finding::node)
                .toList();
        boolean readable = !positioned.isEmpty() || answers.isEmpty();
        if (readable) {
            cluster.watch(positioned, TO_CATCH_UP);
        }
        LOG.log(Level.INFO, () -> "Cluster '" + cluster.name() + "': " + rule(cluster, readable));
        if (cluster.stance().followFailover() && readable) {
            tellWhatFailoverLacks(cluster, answers);
        }
    }

    /** What was not provided for shows only when the primary fails; then it is late to learn of it. */
    private static void tellWhatFailoverLacks(Cluster cluster, List<Finding> answers) {
        List<String> mute = answers.stream()
                .filter(finding ->
                        finding.identity() != null && !finding.identity().tellsTimeline())
                .filter(finding -> !finding.node().isConfiguredPrimary())
                .map(finding -> finding.node().name())
                .toList();
        List<Node> shared =
                cluster.nodes().stream().filter(node -> !node.hasPoolPerRole()).toList();
        if (!mute.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    () -> "Cluster '" + cluster.name() + "': the role that asks " + mute
                            + " may not see which timeline they follow. After a failover they are given no work until"
                            + " their next restartpoint tells it; GRANT pg_monitor to that role to know it at once");
        }
        if (!shared.isEmpty() && !cluster.replicas().isEmpty()) {
            LOG.log(
                    Level.INFO,
                    () -> "Cluster '" + cluster.name() + "': " + shared
                            + " use one pool as primary and as replica, so a"
                            + " connection that was opened to read could write after a promotion; give whenPromoted and"
                            + " whenDemoted pools of their own to rule that out");
        }
    }

    private static String rule(Cluster cluster, boolean readable) {
        Freshness freshness = cluster.freshness();
        if (freshness.level() == Consistency.EVENTUAL) {
            return "clients are not promised to see what they wrote (replicated.consistency.level=eventual)";
        }
        return readable
                ? "clients see what they wrote by position, since its servers tell theirs"
                : "its servers do not tell positions, so a client reads from the primary for "
                        + freshness.maxLag().toMillis() + " ms after it wrote (replicated.max-lag)";
    }

    private static List<Finding> inspect(Cluster cluster) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Node> nodes = cluster.nodes();
        List<CompletableFuture<Finding>> answers =
                nodes.stream().map(Inspection::inspectLater).toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            findings.add(await(nodes.get(i), answers.get(i), deadline));
        }
        return findings;
    }

    /** A thread of its own for each: one that hangs in a driver must not keep the others, or the start. */
    private static CompletableFuture<Finding> inspectLater(Node node) {
        CompletableFuture<Finding> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> answer.complete(ask(node)), "jdbc-replicated-inspection-" + node.name());
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private static Finding await(Node node, CompletableFuture<Finding> answer, long deadline) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return failed(node, new SQLException("no answer within " + PATIENCE.toSeconds() + " s", "08001"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(node, new SQLException("interrupted while asking", "08001", e));
        } catch (ExecutionException e) {
            return failed(node, new SQLException("asking failed", "08001", e.getCause()));
        }
    }

    private static Finding ask(Node node) {
        try (Connection pooled = node.pool().getConnection()) {
            ConnectionDefaults defaults = ConnectionDefaults.of(pooled);
            return node.hasProbe() ? askOverProbe(node, defaults) : ask(node, pooled, defaults);
        } catch (SQLException | RuntimeException e) {
            return failed(node, e);
        }
    }

    private static Finding askOverProbe(Node node, ConnectionDefaults defaults) {
        try (Connection probe = node.probe().getConnection()) {
            return ask(node, probe, defaults);
        } catch (SQLException | RuntimeException e) {
            return new Finding(node, node.setting(), null, defaults, e);
        }
    }

    private static Finding ask(Node node, Connection connection, ConnectionDefaults defaults) {
        try {
            ServerIdentity identity = Dialect.of(connection).identify(connection);
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return new Finding(node, node.setting(), identity, defaults, null);
        } catch (SQLException e) {
            return new Finding(node, node.setting(), null, defaults, e);
        }
    }

    private static Finding failed(Node node, Exception failure) {
        return new Finding(node, node.setting(), null, null, failure);
    }

    private static void record(Cluster cluster, Finding finding) {
        if (finding.failure() != null) {
            cluster.passOver(finding.node(), finding.failure());
            LOG.log(Level.DEBUG, "Node '" + finding.node() + "' did not answer at the start", finding.failure());
            return;
        }
        cluster.observed(finding.node(), role(finding.identity()));
        if (finding.defaults() != null
                && (finding.node().isConfiguredPrimary()
                        || cluster.connections().defaults() == null)) {
            cluster.connections().learn(finding.defaults());
        }
    }

    private static Role role(@Nullable ServerIdentity identity) {
        if (identity == null) {
            return Role.UNKNOWN;
        }
        return identity.inRecovery() ? Role.REPLICA : Role.PRIMARY;
    }
}
