package io.github.jdbcreplicated.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.NodeState.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeHealthTest {

    @ParameterizedTest
    @CsvSource({
        "true,  true,  PRIMARY, true",
        "true,  false, PRIMARY, true",
        "false, true,  PRIMARY, true",
        "false, false, PRIMARY, false",
        "true,  false, FAIL,    false",
        "false, true,  FAIL,    true",
    })
    void readsAreServedByReplicasAndByThePrimaryWhereItMay(
            boolean primaryIsUp, boolean replicaIsUp, Fallback fallback, boolean served) {
        ClusterState state = new ClusterState(
                "default",
                node(Role.PRIMARY, primaryIsUp),
                List.of(node(Role.REPLICA, replicaIsUp)),
                primaryIsUp,
                null,
                0);
        assertThat(NodeHealth.servesReads(state, fallback)).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({"true, true, UP", "false, true, UNAVAILABLE", "false, false, DOWN"})
    void nodeThatIsOutIsDownOnlyWhereNobodyServesItsReads(boolean up, boolean served, String status) {
        assertThat(NodeHealth.of(node(Role.REPLICA, up), served).status()).isEqualTo(status);
    }

    @Test
    void nodeThatWasDrainedIsNeverDown() {
        NodeState drained = new NodeState("node", Role.REPLICA, false, 1, "drained", true, null, null);
        assertThat(NodeHealth.of(drained, false).status()).isEqualTo("UNAVAILABLE");
        assertThat(NodeHealth.of(drained, false).details()).containsEntry("drained", true);
    }

    private static NodeState node(Role role, boolean up) {
        return new NodeState("node", role, up, 1, up ? "" : "refused", false, null, null);
    }
}
