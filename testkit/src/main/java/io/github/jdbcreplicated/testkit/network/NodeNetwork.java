package io.github.jdbcreplicated.testkit.network;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The network between clients and one PostgreSQL server: a port of its own behind which everything is passed on, until it
 * is told otherwise. Faults add up until {@link #heal()}.
 *
 * <p>Safe for use by several threads. Encrypted sessions are passed on, but no statement is recognised in them.
 */
public final class NodeNetwork implements AutoCloseable {

    private final String name;
    private final int port;
    private final Line line = new Line();
    private final Listener listener;

    /** Whoever accepts adds, whoever ends removes, faults go through all. */
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    /** Held while the listener is opened or closed. */
    private final ReentrantLock listening = new ReentrantLock();

    /** Written when roles change, read by every new connection. */
    private volatile InetSocketAddress server;

    /** Guarded by {@link #listening}. */
    private boolean refusing;

    /** Guarded by {@link #listening}. */
    private boolean serverDown;

    /** Written once under {@link #listening}, read by whoever accepts. */
    private volatile boolean closed;

    private NodeNetwork(String name, InetSocketAddress own, InetSocketAddress server) {
        this.name = name;
        this.port = own.getPort();
        this.server = server;
        this.listener = new Listener(own, this::serve);
    }

    /**
     * Puts a network in front of any PostgreSQL server.
     *
     * @param name what threads are called after
     * @param own where clients connect to
     * @param server where the server listens; it need not run yet
     */
    public static NodeNetwork inFrontOf(String name, InetSocketAddress own, InetSocketAddress server) {
        NodeNetwork network = new NodeNetwork(name, own, server);
        network.listenIfDue();
        return network;
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /** How many connections are open now. */
    public int openConnections() {
        return connections.size();
    }

    /** What has passed so far. */
    public Traffic traffic() {
        return line.counters().sum();
    }

    /** Makes every answer that much later; the whole round trip takes that much longer. */
    public void delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay is " + delay + ", allowed is zero or more");
        }
        line.conditions().delay(delay);
    }

    /** Lets nothing pass any more: connections stay and new ones are accepted, but nothing arrives on either side. */
    public void blackhole() {
        hold(EnumSet.allOf(Direction.class));
    }

    /** Lets nothing pass in one direction: either requests get lost on their way, or their answers. */
    public void blackhole(Direction direction) {
        hold(EnumSet.of(direction));
    }

    /** Lets nothing pass on the connections open now; new ones are fine. */
    public void blackholeOpenConnections() {
        connections.forEach(ProxiedConnection::stall);
    }

    /** Lets the system refuse new connections; open ones are fine. */
    public void refuse() {
        listen(() -> refusing = true);
    }

    /** Ends all open connections with a TCP reset; new ones are fine. */
    public void reset() {
        connections.forEach(ProxiedConnection::reset);
    }

    /**
     * Resets the first connection on which that many bytes have passed since now, right behind the last of them.
     *
     * @param bytes zero or more; with zero, no further byte passes
     */
    public Cut cutAfterBytes(long bytes, Direction direction) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes is " + bytes + ", allowed is zero or more");
        }
        ByteCut cut = new ByteCut(direction, bytes);
        line.byteCuts().add(cut);
        return cut.cut();
    }

    /** Resets the first connection that sends COMMIT (or END), either before the server sees it or after it has obeyed. */
    public Cut cutAtCommit(CutMoment moment) {
        return arm(StatementCut.atCommit(moment));
    }

    /**
     * Resets the first connection that executes such a statement, either before the server sees it or after it has
     * carried it out.
     *
     * @param statement given the SQL as the driver sends it, with placeholders {@code $1}; called by the network's own
     *     threads
     */
    public Cut cutAtStatement(Predicate<String> statement, CutMoment moment) {
        return arm(StatementCut.at(statement, moment));
    }

    /** Takes all faults back. What was held arrives late, as on a real network; cuts that still wait are dropped. */
    public void heal() {
        line.clear();
        connections.forEach(ProxiedConnection::release);
        listen(() -> refusing = false);
    }

    /** Refuses new connections, as the system does for a server that is not there, until {@link #serverIsUp()}. */
    public void serverIsDown() {
        listen(() -> serverDown = true);
    }

    /** Takes {@link #serverIsDown()} back. */
    public void serverIsUp() {
        listen(() -> serverDown = false);
    }

    /** Leads to another server from now on, and resets the connections to the one before. */
    public void leadTo(InetSocketAddress other) {
        server = other;
        reset();
    }

    /** Stops listening and resets all connections. */
    @Override
    public void close() {
        listen(() -> closed = true);
        reset();
    }

    @Override
    public String toString() {
        return name + " on port " + port;
    }

    private Cut arm(StatementCut cut) {
        line.statementCuts().add(cut);
        return cut.cut();
    }

    private void hold(Set<Direction> directions) {
        line.conditions().hold(directions);
        listenIfDue();
    }

    private void serve(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(name, client, line, connections::remove);
        connections.add(connection);
        connection.start(server);
        if (closed) {
            connection.reset();
        }
    }

    private void listenIfDue() {
        listen(() -> {});
    }

    /** A packet that gets lost is not refused, whether a server is there or not. */
    private void listen(Runnable change) {
        listening.lock();
        try {
            change.run();
            boolean due = !refusing && (!serverDown || line.conditions().holdsAnything());
            if (due && !closed) {
                listener.open();
            } else {
                listener.close();
            }
        } finally {
            listening.unlock();
        }
    }
}
