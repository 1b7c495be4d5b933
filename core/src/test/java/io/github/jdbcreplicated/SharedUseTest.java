package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What several threads share: the switch, a unit of work, and the handle that one of them closes or aborts. */
class SharedUseTest extends HandleTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theModeIsSwitchedUnderLoadWithoutAFailedStatementOrALostConnection() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Future<?> operator = threads.submit(() -> {
            while (!done.get()) {
                for (RoutingMode mode : RoutingMode.values()) {
                    dataSource.setMode(mode);
                    LockSupport.parkNanos(100_000);
                }
            }
        });
        together(4, () -> {
            for (int i = 0; i < 50; i++) {
                serveOneRequest(i % 5 == 0);
            }
        });
        done.set(true);
        operator.get(10, TimeUnit.SECONDS);
        assertThat(leases)
                .allMatch(route ->
                        route.reason() != Reason.KILL_SWITCH || route.node().equals("primary"));

        dataSource.setMode(RoutingMode.PRIMARY_ONLY);
        leases.clear();
        returned.clear();
        serveOneRequest(false);
        assertReasons(Reason.KILL_SWITCH);
    }

    @Test
    void aUnitThatThreadsShareReadsFromOneReplica() throws Exception {
        for (int round = 0; round < 10; round++) {
            UnitOfWork unit = get();
            leases.clear();
            returned.clear();
            together(4, () -> {
                try (var scope = ReplicationScope.join(unit)) {
                    for (int i = 0; i < 5; i++) {
                        try (Connection connection = dataSource.getConnection()) {
                            query(connection, "SELECT 1");
                        }
                    }
                }
            });
            assertThat(leases).hasSize(20).extracting(Route::node).containsOnly(unit.replica("default"));
            assertThat(unit.isActive()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHandleClosedOrAbortedByAnotherThreadLosesNoConnection(boolean abort) throws Exception {
        for (int round = 0; round < 40; round++) {
            Connection connection = dataSource.getConnection();
            UnitOfWork unit = get();
            CyclicBarrier start = new CyclicBarrier(2);
            long later = (round % 8) * 100_000L;
            Future<?> watchdog = threads.submit(() -> {
                start.await();
                LockSupport.parkNanos(later);
                if (abort) {
                    connection.abort(Runnable::run);
                } else {
                    connection.close();
                }
                return null;
            });
            try (var scope = ReplicationScope.join(unit)) {
                start.await();
                useUntilItFails(connection);
            }
            watchdog.get(10, TimeUnit.SECONDS);
            assertThat(connection.isClosed()).isTrue();
            closeAsFarAsThePoolLetsIt(connection);
            assertThat(pools.active()).as("round %d", round).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHandleClosedOrAbortedWhileItTakesALeaseGivesItBack(boolean abort) throws Exception {
        AtomicReference<Connection> handle = new AtomicReference<>();
        SingleConnectionPool pool = new SingleConnectionPool(
                new PGSimpleDataSource() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Connection getConnection() throws SQLException {
                        if (handle.get() == null) {
                            throw new SQLException("down at the start", "08001");
                        }
                        endByAnotherThread(handle.get(), abort);
                        return cluster.primary().dataSource().getConnection();
                    }
                },
                true);
        DataSource fake = pool;
        dataSource = build(ReplicatedDataSource.builder().primary("primary", fake, pools.get("primary")));
        handle.set(dataSource.getConnection());
        Connection connection = handle.get();
        assertThatThrownBy(() -> query(connection, "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(abort ? "aborted" : "closed");
        connection.close();
        assertThat(pool.isLent()).isFalse();
        pool.close();
    }

    @Test
    void aHandleClosedByTwoThreadsGivesBackOnce() throws Exception {
        for (int round = 0; round < 100; round++) {
            Connection connection = dataSource.getConnection();
            query(connection, "SELECT 1");
            together(2, connection::close);
        }
        assertThat(returned).hasSize(100);
    }

    private void endByAnotherThread(Connection handle, boolean abort) {
        if (handle == null) {
            return;
        }
        try {
            threads.submit(() -> {
                        if (abort) {
                            handle.abort(Runnable::run);
                        } else {
                            handle.close();
                        }
                        return null;
                    })
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void serveOneRequest(boolean writing) throws SQLException {
        try (var scope = ReplicationScope.join(UnitOfWork.inferring(writing ? Target.PRIMARY : Target.REPLICA));
                Connection connection = dataSource.getConnection()) {
            if (writing) {
                update(connection, "UPDATE note SET text = text WHERE id = 1");
            }
            query(connection, "SELECT count(*) FROM note");
            query(connection, "SELECT count(*) FROM note");
        }
    }

    private static void useUntilItFails(Connection connection) {
        try {
            for (int i = 0; i < 1_000; i++) {
                query(connection, "SELECT 1");
            }
        } catch (SQLException e) {
            assertThat(e.getMessage()).isNotEmpty();
        } catch (AssertionError e) {
            // The driver's own, who finds a row's result closed by another thread.
            assertThat(e.getStackTrace()[0].getClassName()).startsWith("org.postgresql");
        }
    }

    private static void closeAsFarAsThePoolLetsIt(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // HikariCP has its say about an aborted connection here, and takes it all the same.
            assertThat(e.getMessage()).contains("closed");
        }
    }

    private void together(int count, Work work) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(() -> {
                start.await();
                work.run();
                return null;
            });
        }
        List<Future<Void>> running = tasks.stream().map(threads::submit).toList();
        start.countDown();
        for (Future<Void> task : running) {
            try {
                task.get(20, TimeUnit.SECONDS);
            } catch (java.util.concurrent.TimeoutException e) {
                throw new AssertionError("a thread hangs", e);
            }
        }
    }

    /** What one of the threads does. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
