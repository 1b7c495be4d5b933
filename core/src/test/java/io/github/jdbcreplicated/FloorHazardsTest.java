package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

    @Test
    void anOpenStatementDoesNotKeepItsHandleOnAReplicaThatLacksWhatTheUnitLearned() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection();
                PreparedStatement open = connection.prepareStatement("SELECT text FROM note WHERE id = ?")) {
            open.setInt(1, 1);
            read(open);
            pauseReplicas();
            unit.learn(post("UPDATE note SET text = 'by another service' WHERE id = 1"));
            open.setInt(1, 1);
            assertThat(read(open)).isEqualTo("by another service");
        }
    }

    private static String read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
