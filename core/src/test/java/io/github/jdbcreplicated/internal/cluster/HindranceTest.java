package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.dialect.ReplayLocks;
import org.junit.jupiter.api.Test;

class HindranceTest {
    private static final NodeFacts FREE = new NodeFacts(Servers.node("replica-1", 1));
    private static final NodeFacts HINDERED = FREE.withHindered("waits");

    @Test
    void itBeginsWhenAReadWaitsForALock() {
        assertThat(of(FREE, ReplayLocks.AWAITED)).contains("wait for a lock");
        assertThat(of(FREE, ReplayLocks.HELD)).isEmpty();
        assertThat(of(FREE, ReplayLocks.NONE)).isEmpty();
        assertThat(of(FREE, ReplayLocks.NOT_ASKED)).isEmpty();
    }

    @Test
    void itEndsWhenTheLockIsGoneAndNotBefore() {
        assertThat(of(HINDERED, ReplayLocks.AWAITED)).isNotEmpty();
        assertThat(of(HINDERED, ReplayLocks.HELD)).isEqualTo("waits");
        assertThat(of(HINDERED, ReplayLocks.NOT_ASKED)).isEqualTo("waits");
        assertThat(of(HINDERED, ReplayLocks.NONE)).isEmpty();
    }

    private static String of(NodeFacts facts, ReplayLocks locks) {
        return Hindrance.of(facts, Servers.locks(locks));
    }
}
