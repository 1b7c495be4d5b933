package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.unit.ClusterMarks;
import io.github.jdbcreplicated.internal.unit.Positions;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A primary whose log grows when a test says so. */
final class FakePositions implements Positions {
    static final String SYSTEM = "7000000000000000001";

    private final String cluster;
    final AtomicInteger captures = new AtomicInteger();
    private volatile Position now = new Position(1, 1);

    FakePositions(String cluster) {
        this.cluster = cluster;
    }

    /** A write of the calling thread's unit that the log holds up to {@code lsn}. */
    void write(long lsn) {
        now = new Position(1, lsn);
        marks().mayHaveWritten();
    }

    ClusterMarks marks() {
        return Objects.requireNonNull(UnitOfWork.current()).ledger().in(this);
    }

    @Override
    public boolean areTold() {
        return true;
    }

    @Override
    public String cluster() {
        return cluster;
    }

    @Override
    public String system() {
        return SYSTEM;
    }

    @Override
    public @Nullable Position floorOf(ConsistencyToken token) {
        return token.position(cluster, SYSTEM);
    }

    @Override
    public Position lastSeen() {
        return Position.UNKNOWN;
    }

    @Override
    public @Nullable Incarnation primaryRun() {
        return null;
    }

    @Override
    public Position capture(@Nullable Incarnation since) {
        captures.incrementAndGet();
        return now;
    }
}
