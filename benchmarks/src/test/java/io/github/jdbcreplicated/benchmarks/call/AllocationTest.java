package io.github.jdbcreplicated.benchmarks.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How many bytes our read may allocate beside those of the bare pool's. Unlike time, that is the same on every machine, so
 * the build can hold it: who adds an object to the path of a read, raises a limit here or finds another way.
 *
 * <p>The aim is 110 B in a replica scope with a floor. The limits are what is reached so far; who takes something away
 * lowers them.
 */
class AllocationTest {
    /** Handle 32, lease 32, statement 40, result set 32. */
    private static final int NO_SCOPE = 136;

    /** As without a scope. */
    private static final int REPLICA_SCOPE = 136;

    /** As without a floor: what the lease is verified for is one object for all of a unit. */
    private static final int FLOOR = 136;

    /** The recorded parameter. */
    private static final int PARAMETER = 24;

    /** Of a read with a floor and a parameter that is all of its unit: beside its own, unit, ledger, marks and scope. */
    private static final int OWN_UNIT = 656;

    /** Of the same in Spring's read-only transaction, in a unit that is there: what is asked of the lease on its way. */
    private static final int TRANSACTION = 208;

    private static Allocation bare;

    @BeforeAll
    static void measureBarePool() throws Exception {
        bare = Allocation.of(Contender.HIKARI);
    }

    @Test
    void readWithoutScopeKeepsToItsBytes() throws Exception {
        assertKept(Contender.NO_SCOPE, NO_SCOPE);
    }

    @Test
    void readInReplicaScopeKeepsToItsBytes() throws Exception {
        assertKept(Contender.REPLICA_SCOPE, REPLICA_SCOPE);
    }

    @Test
    void readWithFloorKeepsToItsBytes() throws Exception {
        assertKept(Contender.FLOOR, FLOOR);
    }

    @Test
    void readThatIsAllOfItsUnitKeepsToItsBytes() throws Exception {
        assertThat(more(Allocation.of(Contender.FLOOR).readInOwnUnit(), bare.readInOwnUnit()))
                .isLessThanOrEqualTo(OWN_UNIT);
    }

    @Test
    void readInReadOnlyTransactionKeepsToItsBytes() throws Exception {
        assertThat(more(Allocation.of(Contender.FLOOR).springTransaction(), bare.springTransaction()))
                .isLessThanOrEqualTo(TRANSACTION);
    }

    private static void assertKept(Contender contender, int limit) throws Exception {
        Allocation ours = Allocation.of(contender);
        assertThat(more(ours.read(), bare.read())).as("bytes more").isLessThanOrEqualTo(limit);
        assertThat(more(ours.readWithParameter(), bare.readWithParameter()))
                .as("bytes more, with a parameter")
                .isLessThanOrEqualTo(limit + PARAMETER);
    }

    /** Whole bytes: what is left of what happened once is less. */
    private static long more(double ours, double bare) {
        return Math.round(ours - bare);
    }
}
