package io.github.jdbcreplicated.benchmarks.call;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Two pools and an {@code if}. */
final class TwoPools extends AbstractDataSource {
    private final DataSource primary;
    private final DataSource replica;

    TwoPools(DataSource primary, DataSource replica) {
        this.primary = primary;
        this.replica = replica;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return ReplicaFlag.isRaised() ? replica.getConnection() : primary.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return ReplicaFlag.isRaised()
                ? replica.getConnection(username, password)
                : primary.getConnection(username, password);
    }
}
