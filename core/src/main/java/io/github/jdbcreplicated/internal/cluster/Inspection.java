package io.github.jdbcreplicated.internal.cluster;

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
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks every server once, at the start and all at the same time, whether it is what it was configured as. */
public final class Inspection {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");

    /** Long enough for a pool's first connection over TLS, short enough for a start that nobody wonders about. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Inspection() {}

    /**
     * Inspects the cluster's servers; those that do not answer are out until they are tried again.
     *
     * @throws IllegalArgumentException if a server's answer contradicts its configuration
     */
    public static void of(Cluster cluster) {
        List<Finding> findings = inspect(cluster);
        Contradictions.check(cluster.name(), findings);
        findings.forEach(finding -> record(cluster, finding));
    }

    private static List<Finding> inspect(Cluster cluster) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Node> nodes = Stream.concat(Stream.of(cluster.primary()), cluster.replicas().stream())
                .toList();
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
        DataSource source = node.probe();
        try (Connection connection = source.getConnection()) {
            return ask(node, connection, source == node.pool() ? ConnectionDefaults.of(connection) : null);
        } catch (SQLException | RuntimeException e) {
            return failed(node, e);
        }
    }

    private static Finding ask(Node node, Connection connection, @Nullable ConnectionDefaults defaults)
            throws SQLException {
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
        if (finding.defaults() != null && (finding.node().isPrimary() || cluster.defaults() == null)) {
            cluster.learn(finding.defaults());
        }
    }

    private static Role role(@Nullable ServerIdentity identity) {
        if (identity == null) {
            return Role.UNKNOWN;
        }
        return identity.inRecovery() ? Role.REPLICA : Role.PRIMARY;
    }
}
