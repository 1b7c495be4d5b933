package io.github.jdbcreplicated.testkit.network;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, passed through to the server: a thread for what goes there, another for what comes back.
 *
 * <p>What ends one side ends the other in the same way, as if the two were connected directly.
 */
final class ProxiedConnection {

    private static final Logger LOG = System.getLogger(ProxiedConnection.class.getName());

    private static final int BUFFER = 1 << 16;

    /** A moment before every delay. */
    private static final long LONG_AGO_NANOS = Duration.ofDays(1).toNanos();

    private final String name;
    private final Socket client;
    private final Socket server = new Socket();
    private final Line line;
    private final Consumer<ProxiedConnection> whenEnded;

    /** Written by tests, read by both threads. */
    private volatile boolean stalled;

    /** Written by whoever ends the connection, read by both threads. */
    private volatile boolean ended;

    /** Set before an answer is passed on, taken back at the next request; a client does not speak in between. */
    private volatile boolean answered = true;

    /** The cut to be made at the next answer. Written by the thread to the server, read by the one back. */
    private volatile @Nullable Cut cutAtAnswer;

    ProxiedConnection(String name, Socket client, Line line, Consumer<ProxiedConnection> whenEnded) {
        this.name = name;
        this.client = client;
        this.line = line;
        this.whenEnded = whenEnded;
    }

    void start(InetSocketAddress address) {
        line.counters().connection();
        thread("to-server", () -> connectAndServe(address)).start();
    }

    /** Holds everything on this connection until {@link #release()}. */
    void stall() {
        stalled = true;
    }

    void release() {
        stalled = false;
        line.conditions().wakeAll();
    }

    /** Ends both sides abruptly: each gets a TCP reset. */
    void reset() {
        ended = true;
        resetSocket(client);
        resetSocket(server);
        line.conditions().wakeAll();
        whenEnded.accept(this);
    }

    private void connectAndServe(InetSocketAddress address) throws IOException {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(address);
        } catch (IOException unreachable) {
            awaitPassage(Direction.TO_CLIENT, System.nanoTime());
            throw unreachable;
        }
        thread("to-client", this::passAnswers).start();
        passRequests();
    }

    private void passRequests() throws IOException {
        OutputStream out = new BufferedOutputStream(server.getOutputStream(), BUFFER);
        MessageReader reader = new MessageReader(
                new BufferedInputStream(new FlushBeforeWaiting(client.getInputStream(), out), BUFFER));
        ExecutedStatements statements = new ExecutedStatements();
        Passage passage = new Passage(this, line, Direction.TO_SERVER, out);
        for (Message message = reader.next(); message != null; message = reader.next()) {
            awaitPassage(Direction.TO_SERVER, System.nanoTime());
            countTurn(message);
            if (isCutAt(statements.in(message)) || !passage.pass(message)) {
                return;
            }
        }
        awaitPassage(Direction.TO_SERVER, System.nanoTime());
        out.flush();
        server.shutdownOutput();
    }

    private void passAnswers() throws IOException {
        InputStream in = server.getInputStream();
        Passage passage = new Passage(this, line, Direction.TO_CLIENT, client.getOutputStream());
        byte[] buffer = new byte[BUFFER];
        while (true) {
            // Bytes that are there already have waited while those before them were held back.
            boolean fresh = in.available() == 0;
            int count = in.read(buffer);
            awaitPassage(Direction.TO_CLIENT, fresh ? System.nanoTime() : System.nanoTime() - LONG_AGO_NANOS);
            if (count < 0) {
                close();
                return;
            }
            Cut cut = cutAtAnswer;
            if (cut != null) {
                cut(cut);
                return;
            }
            answered = true;
            if (!passage.pass(buffer, count)) {
                return;
            }
        }
    }

    /** The client speaks again after an answer; its farewell is not answered. */
    private void countTurn(Message message) {
        if (answered && !message.isGoodbye()) {
            answered = false;
            line.counters().roundTrip();
        }
    }

    /** Whether the connection was cut before this statement; a cut after it is left to the answer. */
    private boolean isCutAt(Optional<String> sql) {
        if (sql.isEmpty()) {
            return false;
        }
        for (StatementCut armed : line.statementCuts()) {
            if (armed.statement().test(sql.get()) && armed.cut().claim()) {
                if (armed.moment() == CutMoment.BEFORE_IT_REACHES_THE_SERVER) {
                    cut(armed.cut());
                    return true;
                }
                cutAtAnswer = armed.cut();
            }
        }
        return false;
    }

    void cut(Cut cut) {
        // In this order, so that whoever sees the reset sees the cut too.
        cut.hasCut();
        reset();
    }

    private void awaitPassage(Direction direction, long sinceNanos) throws IOException {
        line.conditions().awaitPassage(direction, sinceNanos, () -> stalled, () -> ended);
    }

    private void close() throws IOException {
        ended = true;
        client.close();
        server.close();
        whenEnded.accept(this);
    }

    private Thread thread(String suffix, Work work) {
        Thread thread = new Thread(() -> run(work), "testkit-" + name + "-" + suffix);
        thread.setDaemon(true);
        return thread;
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (IOException broken) {
            // One side broke; unless that was us, the other one shall notice in the same way.
            if (!ended) {
                reset();
            }
        }
    }

    private static void resetSocket(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException brokenAlready) {
            LOG.log(Level.TRACE, "A connection was gone before it was reset", brokenAlready);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** Sends on what was gathered whenever the client has nothing more to say at the moment. */
    private static final class FlushBeforeWaiting extends FilterInputStream {

        private final OutputStream gathered;

        FlushBeforeWaiting(InputStream in, OutputStream gathered) {
            super(in);
            this.gathered = gathered;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (in.available() == 0) {
                gathered.flush();
            }
            return in.read(bytes, offset, length);
        }
    }
}
