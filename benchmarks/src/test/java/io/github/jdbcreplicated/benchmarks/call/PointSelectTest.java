package io.github.jdbcreplicated.benchmarks.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That each contender reads from the node that its row in the table says; nothing is measured here. */
class PointSelectTest {

    @ParameterizedTest
    @EnumSource
    void eachContenderReadsWhereItsRowSays(Contender contender) throws Exception {
        var select = new PointSelect();
        select.contender = contender;
        select.openPools();
        select.openScope();
        try {
            long node = select.read(new Usage());
            assertThat(node).isIn(nodesOf(contender));
            assertThat(select.readWithParameter(new Usage())).isEqualTo(node + PointSelect.ID);
            assertThat(select.readConfined(new Usage())).isEqualTo(node);
            assertThat(select.readWithParameterConfined(new Usage())).isEqualTo(node + PointSelect.ID);
            assertThat(select.connection).isNotNull();
            assertThat(select.statement).isNotNull();
        } finally {
            select.closeScope();
            select.closePools();
        }
    }

    private static List<Long> nodesOf(Contender contender) {
        return switch (contender) {
            case HIKARI, HIKARI_AGAIN, NO_SCOPE -> List.of(Pools.PRIMARY);
            case REPLICA_SCOPE, INFERRED_REPLICA -> List.of(Pools.FIRST_REPLICA, Pools.SECOND_REPLICA);
            case SPRING_LAZY -> List.of(Pools.FIRST_REPLICA);
        };
    }
}
