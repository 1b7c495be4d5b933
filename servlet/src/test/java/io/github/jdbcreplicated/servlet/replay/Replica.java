package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A replica that lets the next reader down, if it is told to. */
final class Replica {
    private final AtomicReference<@Nullable Mark> failure = new AtomicReference<>();

    /** What each read was inferred to ask for. */
    final List<Target> reads = new CopyOnWriteArrayList<>();

    void failNext(Mark mark) {
        failure.set(mark);
    }

    /** An answer may be there before all of it was read for. */
    synchronized void awaitReads(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (reads.size() < count && System.nanoTime() < deadline) {
            wait(100);
        }
    }

    /** Forgets what was asked of it. */
    void calm() {
        failure.set(null);
        reads.clear();
    }

    String read() throws SQLException {
        return read(Objects.requireNonNull(UnitOfWork.current()));
    }

    String read(UnitOfWork unit) throws SQLException {
        noteRead(Objects.requireNonNull(unit.inferredTarget()));
        Mark mark = failure.getAndSet(null);
        if (mark != null) {
            unit.mark(mark);
            throw new SQLException("The replica is gone");
        }
        return "read";
    }

    private synchronized void noteRead(Target target) {
        reads.add(target);
        notifyAll();
    }

    /** As {@link #read}, by an application that does not let the failure out; answers whether it went well. */
    boolean readsWell() {
        try {
            read();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
