package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.boot.pool.JdbcUrl;
import java.sql.SQLException;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.XADataSourceWrapper;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.transaction.jta.JtaTransactionManager;

/** What the application's DataSource is, under whatever wraps it. */
final class PrimaryPool {
    private final DataSource bean;
    private final @Nullable HikariDataSource hikari;

    PrimaryPool(DataSource bean) {
        this.bean = bean;
        this.hikari = DataSourceUnwrapper.unwrap(bean, HikariConfigMXBean.class, HikariDataSource.class);
    }

    /** The pool whose settings the replicas' pools take over; null where the application uses another one. */
    @Nullable
    HikariDataSource hikari() {
        return hikari;
    }

    /** Its URL; null when it has none of its own. */
    @Nullable
    String url() {
        return hikari == null ? null : hikari.getJdbcUrl();
    }

    boolean isEmbedded() {
        String url = url();
        return is(EmbeddedDatabase.class) || (url != null && JdbcUrl.parse(url).isInMemory());
    }

    /** Why this looks like the resource of a global transaction; null when it does not. */
    @Nullable
    String signOfXa(ListableBeanFactory beans) {
        if (is(XADataSource.class)) {
            return "it is an XADataSource";
        }
        if (hikari == null && beans.getBeanNamesForType(XADataSourceWrapper.class, true, false).length > 0) {
            return "it was made by an XADataSourceWrapper";
        }
        if (beans.getBeanNamesForType(JtaTransactionManager.class, true, false).length > 0) {
            return "the application's transactions are those of a JtaTransactionManager";
        }
        return null;
    }

    private boolean is(Class<?> type) {
        try {
            return type.isInstance(bean) || bean.isWrapperFor(type);
        } catch (SQLException e) {
            return false;
        }
    }
}
