package io.github.jdbcreplicated.internal.cluster;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.PGConnection;

/** A connection that notes that it was aborted, and does nothing else. */
final class FakeConnection {
    final Connection connection = (Connection) Proxy.newProxyInstance(
            FakeConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class, PGConnection.class},
            (proxy, method, arguments) -> {
                return switch (method.getName()) {
                    case "abort" -> {
                        noteAbort();
                        yield null;
                    }
                    case "unwrap" -> {
                        if (process() == 0) {
                            throw new SQLException("tells nothing");
                        }
                        yield proxy;
                    }
                    case "getBackendPID" -> process();
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "fake";
                    default -> throw new UnsupportedOperationException(method.getName());
                };
            });

    private final CountDownLatch aborted = new CountDownLatch(1);
    private final AtomicInteger aborts = new AtomicInteger();
    private final boolean refuses;

    /** Until when an abort hangs. */
    private final CountDownLatch over;

    /** Which process of the server serves it; 0 for one that does not tell. */
    private final int process;

    FakeConnection() {
        this(false, new CountDownLatch(0), 0);
    }

    FakeConnection(boolean refuses) {
        this(refuses, new CountDownLatch(0), 0);
    }

    FakeConnection(CountDownLatch over) {
        this(false, over, 0);
    }

    FakeConnection(int process) {
        this(false, new CountDownLatch(0), process);
    }

    private FakeConnection(boolean refuses, CountDownLatch over, int process) {
        this.process = process;
        this.refuses = refuses;
        this.over = over;
    }

    private int process() {
        return process;
    }

    int aborts() {
        return aborts.get();
    }

    /** Waits for the abort, which another thread makes. */
    boolean isAborted() throws InterruptedException {
        return aborted.await(10, TimeUnit.SECONDS);
    }

    /** Of what is known to be over. */
    boolean wasAborted() {
        return aborted.getCount() == 0;
    }

    private void noteAbort() throws SQLException, InterruptedException {
        aborts.incrementAndGet();
        aborted.countDown();
        over.await();
        if (refuses) {
            throw new SQLException("it went back to its pool");
        }
    }
}
