package io.github.jdbcreplicated.servlet;

import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** How many bytes characters become in an encoding: exact in UTF-8 and where every character is one byte, else at most. */
final class EncodedLength {
    private final boolean utf8;
    private final int bytesPerCharacter;

    private EncodedLength(boolean utf8, int bytesPerCharacter) {
        this.utf8 = utf8;
        this.bytesPerCharacter = bytesPerCharacter;
    }

    /** An encoding that this machine does not know counts as UTF-8; the container would not have made a writer of it. */
    static EncodedLength in(@Nullable String encoding) {
        Charset charset = charset(encoding);
        return charset.equals(StandardCharsets.UTF_8) || !charset.canEncode()
                ? new EncodedLength(true, 3)
                : new EncodedLength(false, (int) Math.ceil(charset.newEncoder().maxBytesPerChar()));
    }

    long of(char c) {
        return utf8 ? utf8(c) : bytesPerCharacter;
    }

    long of(char[] characters, int offset, int count) {
        return of(CharBuffer.wrap(characters), offset, count);
    }

    long of(CharSequence text, int offset, int count) {
        if (!utf8) {
            return (long) count * bytesPerCharacter;
        }
        long bytes = 0;
        for (int i = offset; i < offset + count; i++) {
            bytes += utf8(text.charAt(i));
        }
        return bytes;
    }

    private static int utf8(char c) {
        if (c < 0x80) {
            return 1;
        }
        // each half of a surrogate pair is two of its four bytes
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    private static Charset charset(@Nullable String encoding) {
        try {
            return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
