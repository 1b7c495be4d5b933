package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.dialect.Observation;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** For how long a server owes an answer whose driver gives up, with a clock moved by hand. */
class OwedAnswersTest {
    private final AtomicLong now = new AtomicLong(1);
    private final AtomicReference<SQLException> failure = new AtomicReference<>(timeOut());
    private final List<Throwable> told = new CopyOnWriteArrayList<>();
    private final PGSimpleDataSource failing = new PGSimpleDataSource() {
        @Override
        public Connection getConnection() throws SQLException {
            throw failure.get();
        }
    };
    private Probe probe = probe(new PGSimpleDataSource());

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void anAnswerThatADriverDoesNotWaitForAnyLongerIsOwedOn() throws Exception {
        fail(probe.ask());
        now.set(1 + 3 * Servers.SECOND);
        fail(probe.ask());
        assertThat(probe.owedFor()).isEqualTo(3 * Servers.SECOND);
        assertThat(told).hasSize(2);
    }

    @Test
    void aRefusalIsAnAnswer() throws Exception {
        fail(probe.ask());
        failure.set(new SQLException("refused", "08001", new ConnectException()));
        fail(probe.ask());
        assertThat(probe.owedFor()).isZero();
    }

    @Test
    void aPoolThatIsAskedSpeaksForItself() throws Exception {
        probe.close();
        probe = probe(failing);
        fail(probe.ask());
        assertThat(probe.owedFor()).isZero();
    }

    private Probe probe(PGSimpleDataSource pool) {
        Node node = new Node("default", new NodeSettings("primary", "primary", pool, failing, 1), true, 0);
        return new Probe(node, Duration.ofSeconds(1), now::get, seen -> {}, told::add);
    }

    private static void fail(CompletableFuture<Observation> asked) throws Exception {
        assertThat(asked.handle((seen, why) -> why != null).get(10, TimeUnit.SECONDS))
                .isTrue();
    }

    private static SQLException timeOut() {
        return new SQLException("I/O", "08006", new SocketTimeoutException("Read timed out"));
    }
}
