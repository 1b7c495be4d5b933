package io.github.jdbcreplicated.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuardTest {
    private final RunningDemo demo = RunningDemo.shared();

    @Test
    void formOfAnotherSiteIsRefused() {
        for (String[] foreign : List.of(
                new String[] {"Origin", "http://evil.example"},
                new String[] {"Origin", "http://127.0.0.1:1"},
                new String[] {"Origin", "null"},
                new String[] {"Sec-Fetch-Site", "cross-site"})) {
            Answer answer = demo.postForm("/messages", "text", "posted by a stranger", foreign);
            assertThat(answer.status()).as(foreign[1]).isEqualTo(403);
            assertThat(answer.message()).contains("Only this demo's own pages");
        }
        assertThat(demo.get("/report").body()).doesNotContain("posted by a stranger");
    }

    @Test
    void everythingThatChangesSomethingIsGuarded() {
        String[] foreign = {"Origin", "http://evil.example"};

        assertThat(demo.post("/lab/nodes/replica-1/kill", foreign).status()).isEqualTo(403);
        assertThat(demo.postJson("/actuator/replication", "{\"mode\":\"PRIMARY_ONLY\"}", foreign)
                        .status())
                .isEqualTo(403);
        assertThat(demo.send("DELETE", "/messages/1", "", foreign).status()).isEqualTo(403);
        assertThat(demo.get("/", foreign).status()).isEqualTo(200);
    }

    @Test
    void ownFormIsTaken() {
        assertThat(demo.postForm(
                                "/messages",
                                "text",
                                "posted by the page",
                                "Origin",
                                "http://" + demo.authority(),
                                "Sec-Fetch-Site",
                                "same-origin")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void unknownHostNameIsRefused() {
        Answer answer = demo.get("/", "Host", "evil.example");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).contains("'evil.example'", "localhost");
        assertThat(demo.get("/messages", "Host", "127.0.0.1.evil.example:80").status())
                .isEqualTo(403);

        assertThat(demo.get("/", "Host", "LOCALHOST:8080").status()).isEqualTo(200);
        assertThat(demo.get("/", "Host", "[::1]:8080").status()).isEqualTo(200);
    }

    @Test
    void everyAnswerTellsBrowsersWhatTheyMayDo() {
        for (String path : new String[] {"/", "/board.css", "/messages/999999", "/nowhere", "/actuator/health"}) {
            Answer answer = demo.get(path);
            assertThat(answer.header("Content-Security-Policy")).as(path).startsWith("default-src 'self'");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        }
    }
}
