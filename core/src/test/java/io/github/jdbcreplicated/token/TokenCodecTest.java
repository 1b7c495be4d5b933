package io.github.jdbcreplicated.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenCodecTest {
    @Test
    void whatWasWrittenIsRead() {
        TokenCodec codec = TokenCodec.builder().build();
        ConsistencyToken token = ConsistencyToken.NONE.with("default", "1", new Position(1, 42), 7);
        TokenCodec.Reading reading = codec.read(codec.encode(token));
        assertThat(reading.outcome()).isEqualTo(TokenCodec.Outcome.READ);
        assertThat(reading.token().position("default", "1")).isEqualTo(new Position(1, 42));
        assertThat(reading.token().seenOn("default", "1")).isEqualTo(7);
    }
}
