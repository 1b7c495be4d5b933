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
 * <p>Either Spring's transactions take it for the application's DataSource: inside one, its work joins in, and commits and
 * rolls back with it, as batch tables need it. Or it is a resource of its own, as for sessions, which are saved also while
 * a handler asks for a replica.
 */
final class PrimaryDataSource extends AbstractDataSource implements InfrastructureProxy {
    private final BeanFactory beans;
    private final String bean;
    private final boolean joins;

    /**
     * Creates it for the DataSource bean of that name, taken over or not.
     *
     * @param joins whether its work belongs to transactions on the application's DataSource
     */
    PrimaryDataSource(BeanFactory beans, String bean, boolean joins) {
        this.beans = beans;
        this.bean = bean;
        this.joins = joins;
    }

    /** What Spring's transactions know it as: the same from their begin to their end, though another node be promoted. */
    @Override
    public Object getWrappedObject() {
        DataSource application = application();
        return joins || !(application instanceof ReplicatedDataSource) ? application : new Apart(application);
    }

    /** The same resource for each that is made for that bean, and another one than the bean's. */
    private record Apart(DataSource application) {}

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
