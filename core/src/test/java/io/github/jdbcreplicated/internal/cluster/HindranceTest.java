package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.dialect.ReplayLocks;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HindranceTest {
    private static final Hindrance HINDERED = new Hindrance("waits", true, Set.of(7));

    @Test
    void itBeginsWhenAReadWaitsForALock() {
        Hindrance begun = after(Hindrance.NONE, ReplayLocks.AWAITED, Set.of(3, 4));
        assertThat(begun.isThere()).isTrue();
        assertThat(begun.evidence()).contains("wait for a lock");
        assertThat(begun.awaited()).isTrue();
        assertThat(begun.waiting()).containsExactlyInAnyOrder(3, 4);
        assertThat(after(Hindrance.NONE, ReplayLocks.HELD)).isEqualTo(Hindrance.NONE);
        assertThat(after(Hindrance.NONE, ReplayLocks.NONE)).isEqualTo(Hindrance.NONE);
        assertThat(after(Hindrance.NONE, ReplayLocks.NOT_ASKED)).isEqualTo(Hindrance.NONE);
    }

    @Test
    void itEndsWhenTheLockIsGoneAndNotBefore() {
        assertThat(after(HINDERED, ReplayLocks.AWAITED).isThere()).isTrue();
        assertThat(after(HINDERED, ReplayLocks.NOT_ASKED)).isEqualTo(HINDERED);
        assertThat(after(HINDERED, ReplayLocks.NONE)).isEqualTo(Hindrance.NONE);
    }

    @Test
    void whileTheLockIsHeldAndNobodyWaitsNobodyIsToBeEnded() {
        assertThat(after(HINDERED, ReplayLocks.HELD)).isEqualTo(new Hindrance("waits", false, Set.of()));
    }

    private static Hindrance after(Hindrance before, ReplayLocks locks) {
        return after(before, locks, Set.of());
    }

    private static Hindrance after(Hindrance before, ReplayLocks locks, Set<Integer> waiting) {
        return before.after(Servers.locks(locks, waiting));
    }
}
