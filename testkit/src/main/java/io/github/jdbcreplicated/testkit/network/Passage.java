package io.github.jdbcreplicated.testkit.network;

import java.io.IOException;
import java.io.OutputStream;

/** One direction of one connection: counts, and cuts at a chosen byte. Belongs to the thread that passes this way. */
final class Passage {

    private final ProxiedConnection connection;
    private final Line line;
    private final Direction direction;
    private final OutputStream out;
    private long passed;

    Passage(ProxiedConnection connection, Line line, Direction direction, OutputStream out) {
        this.connection = connection;
        this.line = line;
        this.direction = direction;
        this.out = out;
    }

    boolean pass(Message message) throws IOException {
        line.counters().message(message);
        return pass(message.bytes(), message.bytes().length);
    }

    /** Whether all went through; if not, the connection is cut. */
    boolean pass(byte[] bytes, int count) throws IOException {
        for (ByteCut armed : line.byteCuts()) {
            int allowed = armed.allowed(connection, direction, passed, count);
            if (allowed < count && armed.cut().claim()) {
                write(bytes, allowed);
                out.flush();
                connection.cut(armed.cut());
                return false;
            }
        }
        write(bytes, count);
        return true;
    }

    private void write(byte[] bytes, int count) throws IOException {
        // Counted first: whoever has received it finds it counted.
        line.counters().bytes(direction, count);
        passed += count;
        out.write(bytes, 0, count);
    }
}
