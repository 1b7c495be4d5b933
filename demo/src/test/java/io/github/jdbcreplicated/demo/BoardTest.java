package io.github.jdbcreplicated.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoardTest {
    private static final String READ = "replica-[12];reason=INFERRED_REPLICA";

    private final RunningDemo demo = RunningDemo.shared();

    @Test
    void pageIsReadFromAReplicaAndNamesIt() {
        Answer page = demo.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.route()).matches(READ);
        String node = page.route().substring(0, "replica-1".length());
        assertThat(page.body())
                .contains("This page was read from <span class=\"node replica\">" + node
                        + "</span> <small>INFERRED_REPLICA</small>")
                .contains("for the application: primary, given work")
                .contains("for the application: replica, given work")
                .contains("<form class=\"post\" method=\"post\" action=\"/messages\">");
    }

    @Test
    void readsReachBothReplicas() {
        for (String replica : RunningDemo.REPLICAS) {
            Await.until(
                    "a read on " + replica, () -> demo.get("/messages").route().startsWith(replica));
        }
    }

    @Test
    void browserThatPostsIsSentToTheBoard() {
        Answer answer = demo.postForm("/messages", "text", "from a browser", "Accept", "text/html,*/*;q=0.8");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/");
        assertThat(answer.route()).isEqualTo("primary;reason=INFERRED_PRIMARY");
    }

    @Test
    void programThatPostsIsGivenTheMessage() {
        Answer answer = demo.postForm("/messages", "text", " from a program ", "Accept", "application/json");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("text").asString()).isEqualTo("from a program");
        long id = answer.json().get("id").asLong();
        assertThat(answer.header("Location")).isEqualTo("/messages/" + id);
        demo.awaitCaughtUp();
        Answer again = demo.get("/messages/" + id);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.route()).matches(READ);
        assertThat(again.json()).isEqualTo(answer.json());
        assertThat(demo.get("/messages").json().get(0).get("id").asLong()).isGreaterThanOrEqualTo(id);
    }

    @Test
    void editGivesAMessageItsNextVersionAndCountsAChangeOfTheBoard() {
        Answer posted = demo.postForm("/messages", "text", "frist", "Accept", "application/json");
        String path = posted.header("Location");
        Answer edited = demo.putForm(path, "text", "first");

        assertThat(posted.json().get("version").asLong()).isEqualTo(1);
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.route()).isEqualTo("primary;reason=INFERRED_PRIMARY");
        assertThat(edited.json().get("text").asString()).isEqualTo("first");
        assertThat(edited.json().get("version").asLong()).isEqualTo(2);
        assertThat(edited.json().get("boardVersion").asLong())
                .isEqualTo(posted.json().get("boardVersion").asLong() + 1);
        demo.awaitCaughtUp();
        assertThat(demo.get(path).json()).isEqualTo(edited.json());
    }

    @Test
    void editOfAMessageThatIsNotThereIsNotFoundAndCountsNothing() {
        long before = boardVersion();

        assertThat(demo.putForm("/messages/999999", "text", "nobody's").status())
                .isEqualTo(404);
        assertThat(demo.putForm("/messages/1", "text", " ").status()).isEqualTo(400);
        assertThat(boardVersion()).isEqualTo(before);
    }

    @Test
    void messageThatIsNotThereIsNotFound() {
        assertThat(demo.get("/messages/999999").status()).isEqualTo(404);
        assertThat(demo.get("/messages/999999").message()).contains("no message '999999'");
        assertThat(demo.get("/messages/first").status()).isEqualTo(404);
        assertThat(demo.get("/messages/99999999999999999999").status()).isEqualTo(404);
    }

    @Test
    void textThatIsMissingEmptyOrTooLongIsRefused() {
        assertThat(demo.post("/messages").message()).contains("'text' is missing or empty", "1 to 500");
        assertThat(demo.postForm("/messages", "text", "  ").status()).isEqualTo(400);
        assertThat(demo.postForm("/messages", "text", "a\0b").status()).isEqualTo(400);
        Answer tooLong = demo.postForm("/messages", "text", "x".repeat(501));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.message()).contains("501 characters", "1 to 500");
        assertThat(demo.postForm("/messages", "text", "\uD83D\uDE80".repeat(500))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void scriptIsShownAsText() {
        demo.postMessage("<script>alert('x')</script>");
        demo.awaitCaughtUp();

        assertThat(demo.get("/").body())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void visitIsCountedOnThePrimaryThoughItIsAGet() {
        long before = demo.get("/visits").json().get("visits").asLong();
        Answer answer = demo.get("/visits");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("visits").asLong()).isEqualTo(before + 1);
        assertThat(answer.route()).isEqualTo("primary;reason=WRITE_STATEMENT");
    }

    @Test
    void readWriteTransactionRunsOnThePrimary() {
        Answer answer = demo.get("/browse");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("messages").asLong()).isPositive();
        assertThat(answer.json().get("visits").asLong()).isPositive();
        assertThat(answer.route()).isEqualTo("primary;reason=READ_WRITE_TRANSACTION");
    }

    @Test
    void reportIsReadFromThePrimary() {
        long id = demo.postMessage("for the report");
        Answer answer = demo.get("/report");

        assertThat(answer.json().get("latest").get(0).get("id").asLong()).isEqualTo(id);
        assertThat(answer.route()).startsWith("primary;reason=EXPLICIT_PRIMARY").doesNotContain("replica");
    }

    @Test
    void searchIsReadFromAReplicaThoughItIsAPost() {
        demo.postMessage("A needle in the hay");
        demo.awaitCaughtUp();
        Answer answer = demo.postForm("/search", "q", "NEEDLE");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.route()).matches("replica-[12];reason=EXPLICIT_REPLICA");
        assertThat(answer.json().get(0).get("text").asString()).isEqualTo("A needle in the hay");
        assertThat(demo.postForm("/search", "q", "%").json()).isEmpty();
        assertThat(demo.post("/search").message()).contains("'q' is missing or empty");
    }

    @Test
    void pageListsTheLastRequestsWithTheirNodes() {
        demo.get("/visits");

        assertThat(demo.get("/").body())
                .contains("<td>GET /visits</td><td>200</td><td><span class=\"node primary\">primary</span>"
                        + " <small>WRITE_STATEMENT</small>");
    }

    private long boardVersion() {
        return demo.get("/report")
                .json()
                .get("latest")
                .get(0)
                .get("boardVersion")
                .asLong();
    }
}
