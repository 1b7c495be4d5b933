package io.github.jdbcreplicated.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SwitchTest {
    private final RunningDemo demo = RunningDemo.shared();

    @AfterEach
    void switchBack() {
        assertThat(mode("AUTO").status()).isEqualTo(200);
    }

    @Test
    void primaryOnlyTakesReadsOffTheReplicasAtOnce() {
        assertThat(demo.get("/messages").route()).startsWith("replica-");

        assertThat(mode("PRIMARY_ONLY").status()).isEqualTo(200);
        assertThat(demo.get("/messages").route()).isEqualTo("primary;reason=KILL_SWITCH");
        assertThat(demo.get("/").body()).contains("mode <b>PRIMARY_ONLY</b>");

        assertThat(mode("AUTO").status()).isEqualTo(200);
        assertThat(demo.get("/messages").route()).startsWith("replica-");
    }

    @Test
    void unknownModeIsRefusedAndChangesNothing() {
        assertThat(mode("SOMETIMES").status()).isEqualTo(400);
        assertThat(demo.get("/messages").route()).startsWith("replica-");
    }

    @Test
    void endpointCountsPerNodeAndReason() {
        demo.get("/visits");
        JsonNode cluster = demo.get("/actuator/replication").json();

        assertThat(cluster.get("mode").asString()).isEqualTo("AUTO");
        JsonNode primary = cluster.get("nodes").get(0);
        assertThat(primary.get("name").asString()).isEqualTo("primary");
        assertThat(primary.get("routes").get("WRITE_STATEMENT").asLong()).isPositive();
        assertThat(cluster.get("nodes").get(2).get("name").asString()).isEqualTo("replica-2");
    }

    @Test
    void healthTellsOfEachNode() {
        JsonNode components = demo.get("/actuator/health").json().get("components");

        assertThat(components
                        .get("replication")
                        .get("components")
                        .get("replica-1")
                        .get("status")
                        .asString())
                .isEqualTo("UP");
    }

    private Answer mode(String mode) {
        return demo.postJson("/actuator/replication", "{\"mode\":\"" + mode + "\"}");
    }
}
