package io.github.jdbcreplicated.benchmarks.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.benchmarks.frame.Usage;
import io.github.jdbcreplicated.benchmarks.stub.StubDataSource;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.Position;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That each contender reads from the node that its row in the table says; nothing is measured here. The ordinary build does
 * not bring ShardingSphere; a run has it, and checks it by itself.
 */
class PointSelectTest {

    static Stream<Contender> contenders() {
        return Stream.of(Contender.values())
                .filter(contender -> contender != Contender.SHARDING_SPHERE || ShardingSphere.isPresent());
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void eachContenderReadsWhereItsRowSays(Contender contender) throws Exception {
        var pools = new SharedPools();
        pools.contender = contender;
        pools.open();
        var select = new PointSelect();
        select.prepare(pools);
        select.enter();
        try {
            long node = select.read(new Usage());
            assertThat(node).isIn(contender.nodes());
            assertThat(select.readWithParameter(new Usage())).isEqualTo(node + PointSelect.ID);
            assertThat(select.readConfined(new Usage())).isEqualTo(node);
            assertThat(select.springTransaction(new Usage())).isEqualTo(node + PointSelect.ID);
            assertThat(select.connection).isNotNull();
            assertThat(select.statement).isNotNull();
            assertThat(select.readInOwnUnit(new Usage()) - PointSelect.ID).isIn(contender.nodes());
        } finally {
            select.leave();
            pools.close();
        }
    }

    /** No replica has a position that is not known. */
    @Test
    void floorIsAskedFor() throws Exception {
        var pools = new SharedPools();
        pools.contender = Contender.FLOOR;
        pools.open();
        var select = new PointSelect();
        select.prepare(pools);
        UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);
        unit.continueFrom(StubDataSource.token("default", Position.UNKNOWN));
        try (var scope = ReplicationScope.join(unit)) {
            assertThat(select.read(new Usage())).isEqualTo(Pools.PRIMARY);
        } finally {
            pools.close();
        }
    }
}
