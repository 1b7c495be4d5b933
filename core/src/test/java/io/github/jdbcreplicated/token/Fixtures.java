package io.github.jdbcreplicated.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/** Keys, clocks and codecs for tests. */
final class Fixtures {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

    private Fixtures() {}

    /** The secret of that name: always the same, and written down nowhere. */
    static byte[] secret(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String key(String name) {
        return Base64.getEncoder().encodeToString(secret(name));
    }

    static TokenCodec codec(String... names) {
        return codecAt(NOON, names);
    }

    static TokenCodec codecAt(InstantSource clock, String... names) {
        return TokenCodec.builder()
                .keys(List.of(names).stream().map(Fixtures::key).toList())
                .clock(clock)
                .build();
    }

    static TokenCodec codecAt(Instant instant, String... names) {
        return codecAt(InstantSource.fixed(instant), names);
    }

    static TokenCodec codecAfter(Duration age, String... names) {
        return codecAt(NOON.plus(age), names);
    }

    static ConsistencyToken token(String cluster, Position position) {
        return ConsistencyToken.NONE.with(cluster, "system of " + cluster, position, 0);
    }

    static Position positionIn(ConsistencyToken token, String cluster) {
        return token.position(cluster, "system of " + cluster);
    }
}
