package io.github.jdbcreplicated.benchmarks.call;

import com.baomidou.dynamic.datasource.toolkit.DynamicDataSourceContextHolder;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is compared; each runs on HikariCP pools of the same settings over the same stub. */
public enum Contender {
    /** One pool, used directly: what the others are measured against. */
    HIKARI("HikariCP"),
    /** The same once more: how far two equal things lie apart in this run. */
    HIKARI_AGAIN("HikariCP again (noise)"),
    /** What one would write first: a flag of the thread chooses the pool. */
    TWO_POOLS("two pools and an if"),
    /** Spring's lazy proxy over a primary and one replica; the connection is marked read-only, else it would not route. */
    SPRING_LAZY("Spring's lazy proxy"),
    /** Spring's routing by a key, which is the thread's flag. */
    SPRING_ROUTING("Spring's AbstractRoutingDataSource"),
    /** The same under Spring's lazy proxy, which Spring's own documentation advises. */
    SPRING_ROUTING_LAZY("the same under the lazy proxy"),
    /** Baomidou's router, with a replica pushed for the thread. */
    DYNAMIC("dynamic-datasource"),
    /** The AWS wrapper's read/write splitting under a pool; marked read-only, as it asks for. */
    AWS("AWS advanced JDBC wrapper"),
    /** ShardingSphere's read/write splitting, which parses the statement and sees that it reads. */
    SHARDING_SPHERE("ShardingSphere-JDBC"),
    /** A primary and two replicas of ours, without a scope: on the primary. */
    NO_SCOPE("ours, no scope"),
    /** In the scope of a request of which a replica was inferred, and whose client has written nothing. */
    REPLICA_SCOPE("ours, replica scope"),
    /** The same of a client whose token carries a position that the replicas have reached. */
    FLOOR("ours, replica scope with a floor"),
    /** In three more scopes inside that one. */
    NESTED("ours, four scopes nested");

    private static final int NESTED_IN_IT = 3;

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean isOurs() {
        return compareTo(NO_SCOPE) >= 0;
    }

    /** What takes long to become fast, and is so far off that two rounds tell it. */
    boolean isHeavy() {
        return this == AWS || this == SHARDING_SPHERE;
    }

    /**
     * How many half seconds the compiler has: what passes through thousands of methods takes longer. On two
     * processors, ShardingSphere's figures fell until the 25th.
     */
    int warmups() {
        return switch (this) {
            case AWS -> 16;
            case SHARDING_SPHERE -> 28;
            default -> 5;
        };
    }

    /** Whether the operation calls {@code setReadOnly(true)}, which is how this contender is told to use a replica. */
    boolean marksReadOnly() {
        return this == SPRING_LAZY || this == AWS;
    }

    /** Which nodes it may read from, as {@link Pools} numbers them. */
    List<Long> nodes() {
        return switch (this) {
            case HIKARI, HIKARI_AGAIN, NO_SCOPE -> List.of(Pools.PRIMARY);
            case REPLICA_SCOPE, FLOOR, NESTED -> List.of(Pools.FIRST_REPLICA, Pools.SECOND_REPLICA);
            case TWO_POOLS, SPRING_LAZY, SPRING_ROUTING, SPRING_ROUTING_LAZY, DYNAMIC, AWS, SHARDING_SPHERE ->
                List.of(Pools.FIRST_REPLICA);
        };
    }

    /** Has the calling thread's work go to a replica, until what this answers is closed; null where there is none. */
    @SuppressWarnings("MustBeClosedChecker") // the caller closes it, after the operations
    @Nullable
    AutoCloseable enter() {
        return switch (this) {
            case TWO_POOLS, SPRING_ROUTING, SPRING_ROUTING_LAZY -> ReplicaFlag.raise();
            case DYNAMIC -> pushed();
            case REPLICA_SCOPE -> ReplicationScope.join(UnitOfWork.inferring(Target.REPLICA));
            case FLOOR -> withFloor();
            case NESTED -> nested();
            case HIKARI, HIKARI_AGAIN, SPRING_LAZY, AWS, SHARDING_SPHERE, NO_SCOPE -> null;
        };
    }

    private static AutoCloseable pushed() {
        DynamicDataSourceContextHolder.push(Pools.REPLICA_NAME);
        return DynamicDataSourceContextHolder::poll;
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static ReplicationScope withFloor() {
        UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);
        unit.continueFrom(Pools.TOKEN);
        return ReplicationScope.join(unit);
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static AutoCloseable nested() {
        ReplicationScope[] scopes = new ReplicationScope[1 + NESTED_IN_IT];
        scopes[0] = withFloor();
        for (int i = 1; i < scopes.length; i++) {
            scopes[i] = ReplicationScope.openReplica();
        }
        return () -> {
            for (int i = scopes.length - 1; i >= 0; i--) {
                scopes[i].close();
            }
        };
    }
}
