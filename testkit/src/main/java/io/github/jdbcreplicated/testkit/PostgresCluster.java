package io.github.jdbcreplicated.testkit;

import io.github.jdbcreplicated.testkit.internal.server.AdminSession;
import io.github.jdbcreplicated.testkit.internal.server.Await;
import io.github.jdbcreplicated.testkit.internal.server.ClusterFolder;
import io.github.jdbcreplicated.testkit.internal.server.Credentials;
import io.github.jdbcreplicated.testkit.internal.server.Launcher;
import io.github.jdbcreplicated.testkit.internal.server.PostgresHome;
import io.github.jdbcreplicated.testkit.internal.server.PostgresServer;
import io.github.jdbcreplicated.testkit.internal.server.ServerSettings;
import io.github.jdbcreplicated.testkit.internal.server.WorkFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL primary and its hot-standby replicas, running on this machine for as long as a test needs them.
 *
 * <p>Safe for use by several threads. The servers end with {@link #close()}, with the JVM, and on Linux also when the
 * JVM is killed.
 */
public final class PostgresCluster implements AutoCloseable {

    static final String DATABASE = "app";

    private static final Duration STREAMING = Duration.ofSeconds(30);

    private final Blueprint blueprint;
    private final ClusterFolder folder;
    private final List<PostgresNode> nodes;
    private final Thread atShutdown = new Thread(this::shutDown, "testkit-shutdown");

    private PostgresCluster(Blueprint blueprint, ClusterFolder folder, int replicas) {
        this.blueprint = blueprint;
        this.folder = folder;
        List<PostgresNode> all = new ArrayList<>();
        for (int number = 0; number <= replicas; number++) {
            String name = number == 0 ? "primary" : "replica-" + number;
            all.add(new PostgresNode(name, new NodeProcess(name, blueprint, folder.data(name, blueprint.launcher()))));
        }
        this.nodes = List.copyOf(all);
    }

    /** Describes a cluster to start. */
    public static PostgresClusterBuilder builder() {
        return new PostgresClusterBuilder();
    }

    static PostgresCluster start(int replicas, Map<String, String> settings, @Nullable Path home) {
        WorkFolder work = WorkFolder.open();
        Launcher launcher = Launcher.forThisProcess();
        Blueprint blueprint = new Blueprint(
                PostgresHome.find(home, work),
                launcher,
                Credentials.random("testkit"),
                Credentials.random(DATABASE),
                ServerSettings.withDefaults(settings));
        PostgresCluster cluster = new PostgresCluster(blueprint, ClusterFolder.create(work, launcher), replicas);
        Runtime.getRuntime().addShutdownHook(cluster.atShutdown);
        try {
            cluster.boot();
            return cluster;
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    /** The server that was started as primary, whatever it is now. */
    public PostgresNode primary() {
        return nodes.get(0);
    }

    /** The servers that were started as replicas, whatever they are now. */
    public List<PostgresNode> replicas() {
        return nodes.subList(1, nodes.size());
    }

    /** The server that was started as replica with this number, counted from 1. */
    public PostgresNode replica(int number) {
        return node("replica-" + number);
    }

    /** All servers, the one started as primary first. */
    public List<PostgresNode> nodes() {
        return nodes;
    }

    /** The server of that name: {@code primary}, {@code replica-1}, {@code replica-2} and so on. */
    public PostgresNode node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no node '" + name + "'; there are "
                        + nodes.stream().map(PostgresNode::name).toList()));
    }

    /**
     * Waits until every running replica shows everything committed so far on the server it follows.
     *
     * @throws IllegalStateException if one does not in time; the message tells how far it is
     */
    public void awaitCaughtUp(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (PostgresNode source : nodes) {
            List<PostgresNode> followers = followersOf(source);
            if (source.isRunning() && !followers.isEmpty()) {
                Lsn position = source.replication().end();
                followers.forEach(
                        follower -> follower.awaitReplayed(position, Duration.ofNanos(end - System.nanoTime())));
            }
        }
    }

    /**
     * Takes all faults back: everything runs, in the part it was started in, with the settings it was started with. What
     * tests have written stays.
     *
     * @throws IllegalStateException if it did not succeed; {@link #rebuild()} does
     */
    public void heal() {
        new Healing(this).heal();
    }

    /** Throws all data away and starts anew, with the same names, ports and passwords. */
    public void rebuild() {
        endServers();
        nodes.forEach(node -> node.process().data().delete());
        boot();
    }

    /** Ends all servers, frozen or not, within seconds and deletes their data. Nothing happens the second time. */
    @Override
    public void close() {
        shutDown();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook finds nothing left to do.
            return;
        }
    }

    @Override
    public String toString() {
        return nodes.toString();
    }

    List<PostgresNode> followersOf(PostgresNode source) {
        return nodes.stream()
                .filter(PostgresNode::isRunning)
                .filter(node -> source.process().equals(node.process().upstream()))
                .toList();
    }

    private void boot() {
        NodeProcess primary = primary().process();
        primary.initialise();
        primary.start();
        createDatabase(primary);
        List<NodeProcess> copies =
                replicas().stream().map(PostgresNode::process).toList();
        if (!copies.isEmpty()) {
            NodeProcess.copyAll(primary, copies);
            copies.parallelStream().forEach(NodeProcess::start);
        }
        replicas().forEach(this::awaitStreaming);
        nodes.forEach(node -> node.process().markHealed());
    }

    /** Renamed, not created: every database is 300 files, and each replica would have to copy them too. */
    private void createDatabase(NodeProcess primary) {
        Credentials application = blueprint.application();
        try (AdminSession session = primary.admin("template1")) {
            session.run(
                    "create role " + application.user() + " login password '" + application.password() + "'",
                    "alter database postgres rename to " + DATABASE,
                    "alter database " + DATABASE + " owner to " + application.user());
        }
    }

    private void awaitStreaming(PostgresNode replica) {
        Await.until(
                replica.name() + " to stream from the primary",
                STREAMING,
                replica.process().server()::logTail,
                () -> replica.replication().isStreaming());
    }

    private void shutDown() {
        endServers();
        nodes.forEach(node -> node.process().closeNetworks());
        folder.close();
    }

    private void endServers() {
        Stream.concat(replicas().stream(), Stream.of(primary()))
                .parallel()
                .forEach(node -> node.process().end(PostgresServer::quit));
    }
}
