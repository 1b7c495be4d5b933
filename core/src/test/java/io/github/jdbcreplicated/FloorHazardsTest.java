package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Floors that rise, change or come while reads are already under way, and levels that nest. */
class FloorHazardsTest extends PositionTest {

    @Test
    void aVoidPositionDoesNotHideWhatTheUnitItselfWrote() throws SQLException {
        UnitOfWork unit =
                get(ConsistencyToken.NONE.with("default", system, new Position(1, 0x7FFF_0000_0000_0000L), 0));
        pauseReplicas();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            update(connection, "UPDATE note SET text = 'own' WHERE id = 1");
        }
        try (var scope = ReplicationScope.join(unit);
                var replica = ReplicationScope.openReplica();
                Connection connection = dataSource.getConnection()) {
            assertThat(query(connection, "SELECT text FROM note WHERE id = 1")).isEqualTo("own");
        }
    }
}
