package io.github.jdbcreplicated.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shop answers when every server is gone. */
class UnservedTest {
    private static Stage stage;
    private static Shop shop;

    @BeforeAll
    static void killAll() throws IOException {
        stage = Stage.set(1);
        shop = ShopHere.start(stage.arguments(List.of()));
        stage.cluster().replica(1).kill();
        stage.cluster().primary().kill();
        Await.until(
                "the servers to be missed",
                Duration.ofSeconds(20),
                () -> isNobodyThere(shop.router().state()));
    }

    private static boolean isNobodyThere(ClusterState state) {
        return !state.acceptsWrites() && state.replicas().stream().noneMatch(NodeState::up);
    }

    @AfterAll
    static void close() {
        shop.close();
        stage.close();
    }

    /** Hibernate answers a find by key with nothing when no connection is to be had; its transaction then tells no cause. */
    @ParameterizedTest
    @ValueSource(strings = {"/page", "/api/items/a", "/items/a/sold-out", "/items/a/gone", "/items/a/ordered"})
    void whatNoServerCanServeIsAnsweredAsUnavailable(String path) throws IOException, InterruptedException {
        URI page = shop.address().resolve(path);
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
