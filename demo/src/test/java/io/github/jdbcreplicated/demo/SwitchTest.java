package io.github.jdbcreplicated.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
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
        // Other tests do harm to replicas, which come back when they have shown that they are well
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!statusOfReplica().equals("UP") && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(statusOfReplica()).isEqualTo("UP");
    }

    private String statusOfReplica() {
        JsonNode components = demo.get("/actuator/health").json().get("components");
        return components
                .get("replication")
                .get("components")
                .get("replica-1")
                .get("status")
                .asString();
    }

    private Answer mode(String mode) {
        return demo.postJson("/actuator/replication", "{\"mode\":\"" + mode + "\"}");
    }
}
