package io.github.jdbcreplicated.testkit.history.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.history.HistoryChecker;
import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import io.github.jdbcreplicated.testkit.history.HistoryReport;
import io.github.jdbcreplicated.testkit.history.Verdict;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients at the same time on the same rows, with replicas that are late: no false alarm, and defects show without a scene. */
@PostgresClusterTest(
        replicas = 2,
        settings = {"autovacuum=off", "bgwriter_lru_maxpages=0", "checkpoint_timeout=1h"})
class ManyClientsTest {

    private static final int CLIENTS = 4;
    private static final int ROUNDS = 15;

    private final PostgresCluster cluster;

    ManyClientsTest(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void routerWithoutDefectIsNotFlagged() throws Exception {
        HistoryReport report = history(Router::new);

        assertThat(report.findings()).as(report.text()).isEmpty();
        assertThat(report.readsChecked()).isGreaterThan(CLIENTS * ROUNDS);
    }

    @Test
    void routerThatIgnoresTheTokenIs() throws Exception {
        HistoryReport report = history(TokenIgnored::new);

        assertThat(report.findings(Verdict.VIOLATION)).isNotEmpty();
        assertThat(report.findings()).hasSameSizeAs(report.violations());
    }

    private HistoryReport history(Function<Servers, Router> router)
            throws SQLException, IOException, InterruptedException, ExecutionException {
        Stage stage = new Stage(cluster);
        try (HistoryRecorder recorder = HistoryRecorder.inMemory()) {
            List<Client> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> new Client(
                            router.apply(stage.servers()), "row " + number % 2, recorder, "browser " + number))
                    .toList();
            stage.set(clients.subList(0, 2));
            cluster.replica(1).applyDelay(Duration.ofMillis(100));
            play(clients);
            return HistoryChecker.check(recorder.history());
        }
    }

    private void play(List<Client> clients) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (Client client : clients) {
                parts.add(threads.submit(() -> {
                    writeAndRead(client);
                    return null;
                }));
            }
            cluster.replica(2).pauseReplay();
            cluster.replica(2).resumeReplay();
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void writeAndRead(Client client) throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            client.write();
            client.read();
            client.read();
        }
    }
}
