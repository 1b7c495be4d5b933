package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.ReplicatedDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The primary, for what must never be routed: sessions, batch and scheduler tables, migrations.
 *
 * <p>Spring's transactions take it for the application's DataSource: inside one, its work joins in, and commits and rolls
 * back with it. With the bare pool it would run on a connection of its own beside that transaction.
 */
final class PrimaryDataSource extends AbstractDataSource implements InfrastructureProxy {
    private final BeanFactory beans;
    private final String bean;

    /** Creates it for the DataSource bean of that name, taken over or not. */
    PrimaryDataSource(BeanFactory beans, String bean) {
        this.beans = beans;
        this.bean = bean;
    }

    @Override
    public Object getWrappedObject() {
        return application();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return primary().getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return primary().getConnection(username, password);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(primary()) ? type.cast(primary()) : primary().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(primary()) || primary().isWrapperFor(type);
    }

    @Override
    public String toString() {
        return "PrimaryDataSource[of=" + bean + "]";
    }

    private DataSource primary() {
        DataSource application = application();
        return application instanceof ReplicatedDataSource replicated ? replicated.primary() : application;
    }

    private DataSource application() {
        return beans.getBean(bean, DataSource.class);
    }
}
