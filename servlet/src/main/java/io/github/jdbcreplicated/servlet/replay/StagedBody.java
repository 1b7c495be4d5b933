package io.github.jdbcreplicated.servlet.replay;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A response's body while it is held back: bytes, or characters where the application took the writer, so that the
 * container encodes them as it would have.
 *
 * <p>Used by the thread that uses the response.
 */
final class StagedBody {
    private enum Choice {
        NONE,
        STREAM,
        WRITER
    }

    /** Writes smaller than this are put together: no container sends at once what is that small. */
    private static final int PIECE = 4096;

    /** As they were written, for a container that decides by the size of one write what to send at once. */
    private final List<byte[]> pieces = new ArrayList<>();

    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(0);
    private int bytes;
    private final StringBuilder characters = new StringBuilder();
    private Choice choice = Choice.NONE;
    private boolean closed;

    /** In bytes, or in characters, of which each becomes one byte or more. */
    int size() {
        return bytes + characters.length();
    }

    /** As the container does, one or the other. */
    void chooseStream() {
        if (choice == Choice.WRITER) {
            throw new IllegalStateException("getWriter() has been called for this response already");
        }
        choice = Choice.STREAM;
    }

    /** As the container does, one or the other; answers whether this is the first time. */
    boolean chooseWriter() {
        if (choice == Choice.STREAM) {
            throw new IllegalStateException("getOutputStream() has been called for this response already");
        }
        boolean first = choice == Choice.NONE;
        choice = Choice.WRITER;
        return first;
    }

    void write(byte[] more, int offset, int length) {
        bytes += length;
        if (piece.size() + length > PIECE) {
            endPiece();
        }
        piece.write(more, offset, length);
    }

    private void endPiece() {
        if (piece.size() > 0) {
            pieces.add(piece.toByteArray());
            piece.reset();
        }
    }

    void write(char[] more, int offset, int length) {
        characters.append(more, offset, length);
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    void empty() {
        bytes = 0;
        pieces.clear();
        piece.reset();
        characters.setLength(0);
    }

    /** As if nothing had been written, and nothing chosen to write with. */
    void beginAgain() {
        empty();
        choice = Choice.NONE;
        closed = false;
    }

    void writeTo(HttpServletResponse response) throws IOException {
        if (choice == Choice.WRITER) {
            response.getWriter().append(characters);
        } else {
            writePiecesTo(response);
        }
        empty();
        if (closed) {
            closeOf(response);
        }
    }

    private void writePiecesTo(HttpServletResponse response) throws IOException {
        endPiece();
        for (byte[] next : pieces) {
            response.getOutputStream().write(next);
        }
    }

    private void closeOf(HttpServletResponse response) throws IOException {
        if (choice == Choice.WRITER) {
            response.getWriter().close();
        } else {
            response.getOutputStream().close();
        }
    }
}
