package io.github.jdbcreplicated.testkit.network;

import java.nio.charset.StandardCharsets;

/** A piece of what a client sends: a whole message, or, if that is long, its beginning or a continuation. */
final class Message {

    static final char UNTYPED = 0;

    private static final int HEADER = 5;

    private final char type;
    private final byte[] bytes;

    /**
     * A piece.
     *
     * @param type the letter of the protocol, {@link #UNTYPED} before the session begins and for continuations
     * @param bytes everything as it was on the wire; not copied
     */
    Message(char type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    char type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean begins() {
        return type != UNTYPED;
    }

    /** Whether the server says when it is done with this one: Query, Sync, FunctionCall. */
    boolean isRequest() {
        return type == 'Q' || type == 'S' || type == 'F';
    }

    boolean isGoodbye() {
        return type == 'X';
    }

    /** The zero-terminated text that follows {@code skipped} others. */
    String text(int skipped) {
        int start = HEADER;
        for (int passed = 0; passed < skipped; passed++) {
            start = end(start) + 1;
        }
        return start >= bytes.length ? "" : new String(bytes, start, end(start) - start, StandardCharsets.UTF_8);
    }

    private int end(int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return end;
    }
}
