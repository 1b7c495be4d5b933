package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.internal.dialect.ReplayLocks;
import io.github.jdbcreplicated.token.Position;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;

/** Nodes that nobody connects to, and what they might have answered. */
final class Servers {
    static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private Servers() {}

    static Node node(String name, int index) {
        return node(name, index, 1);
    }

    static Node node(String name, int index, int weight) {
        PGSimpleDataSource never = new PGSimpleDataSource();
        return new Node("default", new NodeSettings(name, name, never, never, weight), index == 0, index);
    }

    /** {@code primary} at index 0, and then {@code replica-1} and so on. */
    static List<Node> cluster(int replicas) {
        return IntStream.rangeClosed(0, replicas)
                .mapToObj(i -> node(i == 0 ? "primary" : "replica-" + i, i))
                .toList();
    }

    static Observation primary(int timeline, long lsn, long askedAt) {
        return seen("system", timeline, false, lsn, askedAt);
    }

    static Observation replica(int timeline, long lsn, long askedAt) {
        return seen("system", timeline, true, lsn, askedAt);
    }

    static Observation seen(String system, int timeline, boolean inRecovery, long lsn, long askedAt) {
        Position at = lsn == 0 ? Position.UNKNOWN : new Position(timeline, lsn);
        return new Observation(new Incarnation(system, timeline, "then"), inRecovery, at, at, askedAt);
    }

    static Observation locks(ReplayLocks locks, Set<Integer> waiting) {
        Observation seen = replica(1, 100, 0);
        return new Observation(seen.run(), true, seen.position(), seen.sent(), 0, locks, waiting, null);
    }
}
