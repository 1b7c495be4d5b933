package io.github.jdbcreplicated.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LabTest {
    private final RunningDemo demo = RunningDemo.shared();

    @AfterEach
    void heal() {
        assertThat(demo.post("/lab/heal").status()).isEqualTo(200);
    }

    @Test
    void labTellsWhatEachServerIs() {
        JsonNode primary = demo.node("primary");
        JsonNode replica = demo.node("replica-2");

        assertThat(primary.get("role").asString()).isEqualTo("primary");
        assertThat(primary.get("position").asString()).matches("[0-9A-F]+/[0-9A-F]+");
        assertThat(replica.get("role").asString()).isEqualTo("replica");
        assertThat(replica.get("running").asBoolean()).isTrue();
        assertThat(replica.get("frozen").asBoolean()).isFalse();
        assertThat(replica.get("replayPaused").asBoolean()).isFalse();
        assertThat(replica.get("lagMillis").asLong()).isZero();
        assertThat(replica.get("port").asInt()).isPositive();
        assertThat(replica.get("receivedPosition").asString()).matches("[0-9A-F]+/[0-9A-F]+");
        assertThat(demo.get("/lab").route()).isEmpty();
    }

    @Test
    void pausedReplicasAreStaleUntilTheyAreResumed() {
        onReplicas("pause");
        assertThat(demo.node("replica-1").get("replayPaused").asBoolean()).isTrue();
        long id = demo.postMessage("not on the replicas yet");

        Answer stale = demo.get("/messages/" + id);
        assertThat(stale.status()).isEqualTo(404);
        assertThat(stale.route()).startsWith("replica-");
        assertThat(demo.get("/").body()).contains("replica-1 shows nothing new while its replay is paused");

        onReplicas("resume");
        Await.until(
                "the message on the replicas", () -> demo.get("/messages/" + id).status() == 200);
        assertThat(demo.get("/").body()).doesNotContain("shows nothing new");
    }

    @Test
    void laggingReplicasShowAMessageWhenTheLagIsTakenAway() {
        onReplicas("lag?millis=60000");
        assertThat(demo.node("replica-2").get("lagMillis").asLong()).isEqualTo(60_000);
        long id = demo.postMessage("a minute late");

        assertThat(demo.get("/messages/" + id).status()).isEqualTo(404);
        assertThat(demo.get("/").body()).contains("replica-2 shows everything 60000 ms late");

        onReplicas("lag?millis=0");
        Await.until(
                "the message on the replicas", () -> demo.get("/messages/" + id).status() == 200);
    }

    @Test
    void pageWorksWithoutAKilledReplicaAndUsesItAgainOnceItRuns() {
        demo.get("/");
        assertThat(demo.post("/lab/nodes/replica-1/kill").json().get("running").asBoolean())
                .isFalse();

        for (int i = 0; i < 6; i++) {
            Answer page = demo.get("/");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.route()).isNotEmpty().doesNotContain("replica-1");
        }

        assertThat(demo.post("/lab/nodes/replica-1/start").json().get("running").asBoolean())
                .isTrue();
        Await.until("a read on replica-1", () -> demo.get("/").route().startsWith("replica-1;"));
    }

    @Test
    void pageWorksWhileAReplicaIsFrozen() {
        demo.get("/");
        assertThat(demo.post("/lab/nodes/replica-2/freeze").json().get("frozen").asBoolean())
                .isTrue();

        for (int i = 0; i < 6; i++) {
            Answer page = demo.get("/");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.route()).isNotEmpty().doesNotContain("replica-2");
        }

        assertThat(demo.post("/lab/nodes/replica-2/thaw").json().get("role").asString())
                .isEqualTo("replica");
        Await.until("a read on replica-2", () -> demo.get("/").route().startsWith("replica-2;"));
    }

    @Test
    void boardIsReadableAndSaysWhatIsWrongWhileThePrimaryIsDown() {
        demo.post("/lab/nodes/primary/kill");

        assertThat(demo.get("/").route()).startsWith("replica-");
        Answer refused = demo.postForm("/messages", "text", "nobody takes this");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.message()).contains("cannot be reached");

        demo.post("/lab/nodes/primary/start");
        assertThat(demo.postMessage("somebody takes this")).isPositive();
    }

    @Test
    void promotedReplicaIsAPrimaryUntilEverythingIsHealed() {
        assertThat(demo.post("/lab/nodes/replica-1/promote").json().get("role").asString())
                .isEqualTo("primary");
        Answer again = demo.post("/lab/nodes/replica-1/promote");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.message()).isEqualTo("Cannot promote replica-1: it is a primary, and this is for replicas.");

        heal();
        assertThat(demo.node("replica-1").get("role").asString()).isEqualTo("replica");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithTheReason() {
        assertThat(demo.post("/lab/nodes/primary/pause").status()).isEqualTo(409);
        assertThat(demo.post("/lab/nodes/primary/promote").message()).contains("it is a primary");
        assertThat(demo.post("/lab/nodes/primary/lag?millis=5").status()).isEqualTo(409);
        demo.post("/lab/nodes/replica-1/freeze");
        assertThat(demo.post("/lab/nodes/replica-1/start").message()).contains("it is frozen, thaw it");
        assertThat(demo.post("/lab/nodes/replica-1/pause").message()).contains("it is frozen, thaw it first");
        demo.post("/lab/nodes/replica-1/kill");
        assertThat(demo.post("/lab/nodes/replica-1/freeze").message()).contains("it is down, start it first");
    }

    @Test
    void whatIsNotThereIsNotFoundAndTheNamesAreListed() {
        Answer noNode = demo.post("/lab/nodes/replica-3/pause");
        assertThat(noNode.status()).isEqualTo(404);
        assertThat(noNode.message()).contains("'replica-3'", "[primary, replica-1, replica-2]");
        assertThat(demo.post("/lab/nodes/replica-3/lag?millis=5").status()).isEqualTo(404);
        Answer noAction = demo.post("/lab/nodes/replica-1/melt");
        assertThat(noAction.status()).isEqualTo(404);
        assertThat(noAction.message()).contains("'melt'", "pause, resume, freeze, thaw, kill, start, promote");
        assertThat(demo.get("/lab/nodes/replica-1/kill").status()).isEqualTo(405);
    }

    @Test
    void lagThatIsNoNumberOrOutOfRangeIsRefused() {
        for (String wrong : new String[] {"?millis=-1", "?millis=soon", "?millis=", "", "?millis=99999999999999"}) {
            Answer answer = demo.post("/lab/nodes/replica-1/lag" + wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.message()).contains("millis is '", "allowed is 0 (no lag) to 3600000");
        }
        assertThat(demo.node("replica-1").get("lagMillis").asLong()).isZero();
    }

    @Test
    void browserIsSentBackToThePageAndShownErrorsAsAPage() {
        Answer done = demo.post("/lab/nodes/replica-1/resume", "Accept", "text/html,*/*;q=0.8");
        assertThat(done.status()).isEqualTo(303);
        assertThat(done.header("Location")).isEqualTo("/#lab");

        Answer refused = demo.post("/lab/nodes/primary/pause", "Accept", "text/html,*/*;q=0.8");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Cannot pause primary", "<a href=\"/\">Back to the board</a>");
    }

    private void onReplicas(String action) {
        for (String replica : RunningDemo.REPLICAS) {
            assertThat(demo.post("/lab/nodes/" + replica + "/" + action).status())
                    .isEqualTo(200);
        }
    }
}
