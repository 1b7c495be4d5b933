package io.github.jdbcreplicated.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.NodeState.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimaryChangesTest {
    private final PrimaryChanges changes = new PrimaryChanges();

    @Test
    void anotherNodeThatTakesWritesIsCountedOnce() {
        changes.primaryChanged(state("a", true), state("a", false), "gone");
        changes.primaryChanged(state("a", false), state("b", true), "promoted");
        assertThat(changes.of("default").sum()).isOne();
    }

    @Test
    void sameNodeThatTakesWritesAgainIsNotCounted() {
        changes.primaryChanged(state("a", true), state("a", false), "gone");
        changes.primaryChanged(state("a", false), state("a", true), "back");
        assertThat(changes.of("default").sum()).isZero();
    }

    private static ClusterState state(String primary, boolean acceptsWrites) {
        NodeState node = new NodeState(primary, Role.PRIMARY, acceptsWrites, 1, "", false, null, null);
        return new ClusterState("default", node, List.of(), acceptsWrites, null, 0);
    }
}
