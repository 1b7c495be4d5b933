package io.github.jdbcreplicated.token;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64url without padding (RFC 4648 §5), such that bytes have one text only.
 *
 * <p>The JDK's decoder takes padding and spare bits that are not zero, so that one token had many texts, and answers bad
 * input with an exception, which costs more than the input is worth.
 */
final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] VALUES = values();

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** The bytes; null where {@link #encode} would not have written this text. */
    static byte @Nullable [] decode(String text) {
        byte[] bytes = new byte[text.length() * 6 / 8];
        int written = 0;
        int bits = 0;
        int held = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = valueOf(text.charAt(i));
            if (value < 0) {
                return null;
            }
            held = (held << 6 | value) & 0xFFF;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[written++] = (byte) (held >>> bits);
            }
        }
        boolean spareIsZero = (held & (1 << bits) - 1) == 0;
        return bits < 6 && spareIsZero ? bytes : null;
    }

    private static int valueOf(char character) {
        return character < VALUES.length ? VALUES[character] : -1;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
