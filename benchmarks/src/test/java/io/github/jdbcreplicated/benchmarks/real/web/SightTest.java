package io.github.jdbcreplicated.benchmarks.real.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SightTest {

    @Test
    void sightIsReadAsItIsWritten() {
        Sight sight = new Sight(12, 345, true);
        assertThat(Sight.parse(sight + "\n")).isEqualTo(sight);
    }
}
