package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.token.Position;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private final Waiters waiters = new Waiters();

    @Test
    void oneClientsTokenDoesNotTakeThePlacesOfAll() {
        Position popular = new Position(1, 1);
        for (int i = 0; i < 8; i++) {
            assertThat(waiters.enter(popular)).isTrue();
        }
        assertThat(waiters.enter(popular)).isFalse();
        assertThat(waiters.enter(new Position(1, 2))).isTrue();
        waiters.leave(popular);
        assertThat(waiters.enter(popular)).isTrue();
    }

    @Test
    void allTogetherAreBounded() {
        for (int i = 1; i <= 64; i++) {
            assertThat(waiters.enter(new Position(1, i))).isTrue();
        }
        assertThat(waiters.enter(new Position(1, 65))).isFalse();
        waiters.leave(new Position(1, 1));
        assertThat(waiters.enter(new Position(1, 65))).isTrue();
    }
}
