package io.github.jdbcreplicated.testkit;

import io.github.jdbcreplicated.testkit.internal.server.AdminSession;
import io.github.jdbcreplicated.testkit.internal.server.Backup;
import io.github.jdbcreplicated.testkit.internal.server.Credentials;
import io.github.jdbcreplicated.testkit.internal.server.DataFolder;
import io.github.jdbcreplicated.testkit.internal.server.Ports;
import io.github.jdbcreplicated.testkit.internal.server.PostgresServer;
import io.github.jdbcreplicated.testkit.network.NodeNetwork;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node seen from inside: its server, its data, its configuration, and what the kit has done to it. */
final class NodeProcess {

    private final String name;
    private final Blueprint blueprint;
    private final DataFolder data;
    private final PostgresServer server;
    private final int port = Ports.free();
    private final NodeNetwork network;

    /** The server this one follows, null for a primary. Written by whoever changes roles, read by all. */
    private volatile @Nullable NodeProcess upstream;

    /** Written by tests and by healing, read when the configuration is written. */
    private volatile Duration applyDelay = Duration.ZERO;

    /** Written once by the first test that asks for it, read by all. */
    private volatile @Nullable NodeNetwork replicationNetwork;

    /** Whether there may be something to heal. Written by every fault, taken back by healing. */
    private volatile boolean touched;

    NodeProcess(String name, Blueprint blueprint, DataFolder data) {
        this.name = name;
        this.blueprint = blueprint;
        this.data = data;
        this.server = new PostgresServer(blueprint.home(), blueprint.launcher(), data.path(), data.log());
        this.network = NodeNetwork.inFrontOf(name, Ports.loopback(Ports.free()), Ports.loopback(port));
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    DataFolder data() {
        return data;
    }

    PostgresServer server() {
        return server;
    }

    NodeNetwork network() {
        return network;
    }

    /** The network to the server this one follows; made at its first use, since most tests do not need it. */
    NodeNetwork replicationNetwork() {
        NodeNetwork existing = replicationNetwork;
        NodeProcess source = upstream;
        if (existing != null) {
            return existing;
        }
        if (source == null) {
            throw new IllegalStateException(name + " is a primary: it has no network to a server it follows");
        }
        NodeNetwork made =
                NodeNetwork.inFrontOf(name + "-replication", Ports.loopback(Ports.free()), Ports.loopback(source.port));
        replicationNetwork = made;
        configure();
        return made;
    }

    boolean hasReplicationNetwork() {
        return replicationNetwork != null;
    }

    void healNetworks() {
        networks().forEach(NodeNetwork::heal);
    }

    void closeNetworks() {
        networks().forEach(NodeNetwork::close);
    }

    private List<NodeNetwork> networks() {
        NodeNetwork second = replicationNetwork;
        return second == null ? List.of(network) : List.of(network, second);
    }

    void start() {
        server.start();
        network.serverIsUp();
    }

    /** Ends the server in one of its ways, and with it what listens for it. */
    void end(Consumer<PostgresServer> way) {
        way.accept(server);
        network.serverIsDown();
    }

    Credentials application() {
        return blueprint.application();
    }

    Credentials superuser() {
        return blueprint.superuser();
    }

    @Nullable
    NodeProcess upstream() {
        return upstream;
    }

    boolean isTouched() {
        return touched;
    }

    void markTouched() {
        touched = true;
    }

    void markHealed() {
        touched = false;
    }

    boolean isSameClusterAs(NodeProcess other) {
        return blueprint.equals(other.blueprint);
    }

    AdminSession admin(String database) {
        return AdminSession.open(name, port, database, superuser());
    }

    /** Makes new data without content for a server that follows nobody. */
    void initialise() {
        data.initialise(blueprint.home(), superuser());
        applyDelay = Duration.ZERO;
        follows(null);
    }

    /** Writes down whom this server follows; it takes that with its next start or reload. */
    void follows(@Nullable NodeProcess other) {
        upstream = other;
        NodeNetwork link = replicationNetwork;
        if (link != null && other != null) {
            link.leadTo(Ports.loopback(other.port));
        }
        configure();
    }

    boolean isLate() {
        return !applyDelay.isZero();
    }

    void applyDelay(Duration delay) {
        touched = touched || !delay.isZero();
        applyDelay = delay;
        configure();
    }

    /** Starts a server again, as a replica of the one it has handed everything over to. */
    void returnAsReplicaOf(NodeProcess heir) {
        data.becomeStandby();
        follows(heir);
        start();
    }

    /** Replaces the data with a copy of another server's, ready to follow it. */
    void copyFrom(NodeProcess source) {
        copyAll(source, List.of(this));
    }

    /** Replaces the data of several nodes that are down with copies of one server's, ready to follow it. */
    static void copyAll(NodeProcess source, List<NodeProcess> copies) {
        try (AdminSession session = source.admin(PostgresCluster.DATABASE)) {
            Backup.of(
                    source.data, session, copies.stream().map(NodeProcess::data).toList());
        }
        copies.forEach(copy -> copy.follows(source));
    }

    private void configure() {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("port", Integer.toString(port));
        own.put("recovery_min_apply_delay", applyDelay.toMillis() + "ms");
        NodeProcess source = upstream;
        own.put("primary_conninfo", source == null ? "" : connectionInfo(source));
        data.configure(blueprint.settings().with(own));
    }

    private String connectionInfo(NodeProcess source) {
        NodeNetwork link = replicationNetwork;
        return "host=127.0.0.1 port=" + (link == null ? source.port : link.port()) + " user="
                + superuser().user()
                + " password=" + superuser().password() + " application_name=" + name
                + " sslmode=disable gssencmode=disable";
    }
}
