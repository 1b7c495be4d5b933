package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.dialect.Incarnation;
import org.junit.jupiter.api.Test;

class NodeTest extends ThreeReplicas {
    private static final Incarnation BEFORE = new Incarnation("1", 1, "yesterday");
    private static final Incarnation AFTER = new Incarnation("1", 1, "today");

    @Test
    void fingerprintIsOfTheRunThatIsAskedAbout() {
        assertThat(first.fingerprint(BEFORE)).isEqualTo(BEFORE.fingerprint("replica-1"));
        assertThat(first.fingerprint(AFTER)).isEqualTo(AFTER.fingerprint("replica-1"));
        assertThat(first.fingerprint(BEFORE)).isEqualTo(BEFORE.fingerprint("replica-1"));
    }
}
