package io.github.jdbcreplicated.token;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys as they are configured. */
final class KeyText {
    /** As long as the hash: shorter keys make HMAC weaker, longer ones not stronger (RFC 2104 §3). */
    static final int LEAST_BYTES = 32;

    /** 32 random bytes have fewer than 8 different ones less than once in 10^30 times. */
    static final int LEAST_DIFFERENT = 8;

    private static final String ALLOWED =
            "; allowed is Base64 or Base64url of at least 32 random bytes, each once, as made by: openssl rand -base64 32";

    private KeyText() {}

    /**
     * The secrets.
     *
     * @throws IllegalArgumentException if there is none, or one is no good; the message says how, and shows none
     */
    static List<byte[]> parse(List<String> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("keys is an empty list" + ALLOWED + "; without keys, leave it out");
        }
        List<byte[]> secrets = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String setting = "keys[" + i + "]";
            byte[] secret = parse(setting, keys.get(i));
            int same = indexOf(secrets, secret);
            if (same >= 0) {
                throw new IllegalArgumentException(setting + " is keys[" + same + "] once more" + ALLOWED);
            }
            secrets.add(secret);
        }
        return secrets;
    }

    private static byte[] parse(String setting, @Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException(setting + " is " + (key == null ? "null" : "blank") + ALLOWED);
        }
        byte[] secret = decode(setting, key);
        if (secret.length < LEAST_BYTES) {
            throw new IllegalArgumentException(setting + " is too short: " + key.length() + " characters for "
                    + secret.length + " bytes" + ALLOWED);
        }
        long different = differentBytes(secret);
        if (different < LEAST_DIFFERENT) {
            throw new IllegalArgumentException(setting + " is not random: its " + secret.length + " bytes have only "
                    + different + " different values" + ALLOWED);
        }
        return secret;
    }

    /** The JDK's message is left out: it shows a character of the key. */
    @SuppressWarnings("UnusedException")
    private static byte[] decode(String setting, String key) {
        boolean url = key.indexOf('-') >= 0 || key.indexOf('_') >= 0;
        try {
            return (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(key);
        } catch (IllegalArgumentException e) {
            boolean spaced = key.chars().anyMatch(Character::isWhitespace);
            throw new IllegalArgumentException(setting + " is not Base64: " + key.length() + " characters"
                    + (spaced ? ", white space among them" : "") + ALLOWED);
        }
    }

    private static long differentBytes(byte[] secret) {
        boolean[] seen = new boolean[256];
        long different = 0;
        for (byte one : secret) {
            different += seen[one & 0xFF] ? 0 : 1;
            seen[one & 0xFF] = true;
        }
        return different;
    }

    private static int indexOf(List<byte[]> secrets, byte[] secret) {
        for (int i = 0; i < secrets.size(); i++) {
            if (MessageDigest.isEqual(secrets.get(i), secret)) {
                return i;
            }
        }
        return -1;
    }
}
