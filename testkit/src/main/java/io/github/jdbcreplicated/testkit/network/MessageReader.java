package io.github.jdbcreplicated.testkit.network;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a client sends apart into messages (PostgreSQL manual, "Frontend/Backend Protocol"). An encrypted session
 * is passed on as it comes.
 */
final class MessageReader {

    /** Long messages are passed on in pieces of this size; nobody looks into more than the first. */
    private static final int PIECE = 1 << 16;

    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int TLS_HANDSHAKE = 0x16;

    private final DataInputStream in;
    private Phase phase = Phase.STARTUP;

    /** What is still to come of the current message. */
    private int rest;

    private enum Phase {
        STARTUP,
        SESSION,
        OPAQUE
    }

    MessageReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** The next piece, null at the end. A message that ends too early is passed on as far as it came. */
    @Nullable
    Message next() throws IOException {
        if (rest > 0) {
            return continuation();
        }
        int first = in.read();
        if (first < 0) {
            return null;
        }
        if (phase == Phase.STARTUP && first == TLS_HANDSHAKE) {
            phase = Phase.OPAQUE;
        }
        return switch (phase) {
            case STARTUP -> startup(first);
            case SESSION -> message((char) first);
            case OPAQUE -> opaque(first);
        };
    }

    private Message startup(int first) throws IOException {
        byte[] header = new byte[8];
        header[0] = (byte) first;
        in.readFully(header, 1, 7);
        ByteBuffer numbers = ByteBuffer.wrap(header);
        rest = checked(numbers.getInt() - header.length);
        int request = numbers.getInt();
        if (request != SSL_REQUEST && request != GSS_REQUEST) {
            phase = Phase.SESSION;
        }
        return new Message(Message.UNTYPED, header);
    }

    private Message message(char type) throws IOException {
        int length = checked(in.readInt() - 4);
        int here = Math.min(length, PIECE);
        byte[] bytes = new byte[5 + here];
        ByteBuffer.wrap(bytes).put((byte) type).putInt(length + 4);
        in.readFully(bytes, 5, here);
        rest = length - here;
        return new Message(type, bytes);
    }

    private Message continuation() throws IOException {
        byte[] bytes = in.readNBytes(Math.min(rest, PIECE));
        if (bytes.length == 0) {
            throw new EOFException("The client left in the middle of a message");
        }
        rest -= bytes.length;
        return new Message(Message.UNTYPED, bytes);
    }

    private Message opaque(int first) throws IOException {
        byte[] bytes = new byte[PIECE];
        bytes[0] = (byte) first;
        int more = in.available() > 0 ? in.read(bytes, 1, bytes.length - 1) : 0;
        return new Message(Message.UNTYPED, Arrays.copyOf(bytes, 1 + Math.max(0, more)));
    }

    private static int checked(int length) throws IOException {
        if (length < 0) {
            throw new IOException("Not the PostgreSQL protocol: a message of the length " + length);
        }
        return length;
    }
}
