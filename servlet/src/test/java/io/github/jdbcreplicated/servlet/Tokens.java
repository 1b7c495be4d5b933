package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import io.github.jdbcreplicated.token.TokenCodec;
import io.github.jdbcreplicated.token.TokenCodec.Outcome;
import io.github.jdbcreplicated.token.TokenCodec.Reading;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What clients bring and get in tests. */
final class Tokens {
    static final String COOKIE = "replicated-token";
    static final String HEADER = "Replicated-Token";

    /** Made for these tests. */
    private static final String KEY = "iCj5ncIXAEIhyNPNXXb4hbLPsC3VgCQn6xLxf658dHI=";

    private static final String OTHER_KEY = "lsdBbUGGkKBpYj7KRLET0IkoLG2cSGqAKMBlHZRV1Lw=";

    static final TokenCodec CODEC = TokenCodec.builder().keys(List.of(KEY)).build();

    /** Another instance's, which already signs with the next key. */
    static final TokenCodec NEXT = TokenCodec.builder().keys(List.of(OTHER_KEY)).build();

    private Tokens() {}

    static String at(long lsn) {
        return at("default", lsn);
    }

    static String at(String cluster, long lsn) {
        return CODEC.encode(token(cluster, new Position(1, lsn)));
    }

    static ConsistencyToken token(String cluster, Position position) {
        return ConsistencyToken.NONE.with(cluster, FakePositions.SYSTEM, position, 0);
    }

    static String cookie(String value) {
        return COOKIE + "=" + value;
    }

    /** All cookies of our name that the response sets, as they came. */
    static List<String> cookies(HttpResponse<?> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(line -> line.startsWith(COOKIE + "="))
                .toList();
    }

    static boolean isIn(HttpResponse<?> response) {
        return !cookies(response).isEmpty()
                || response.headers().firstValue(HEADER).isPresent();
    }

    /** The position of the cluster that cookie and header tell; both have to be there once, and agree. */
    static @Nullable Position told(HttpResponse<?> response, String cluster) {
        String header = response.headers().firstValue(HEADER).orElse("none");
        assertThat(response.headers().allValues(HEADER)).hasSizeLessThan(2);
        assertThat(cookies(response)).singleElement().asString().startsWith(cookie(header) + ";");
        Reading reading = CODEC.read(header);
        assertThat(reading.outcome()).isEqualTo(Outcome.READ);
        return reading.token().position(cluster, FakePositions.SYSTEM);
    }

    static Position told(HttpResponse<?> response) {
        return Objects.requireNonNull(told(response, "default"));
    }
}
