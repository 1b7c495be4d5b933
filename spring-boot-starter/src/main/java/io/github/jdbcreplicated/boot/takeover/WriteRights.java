package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.boot.pool.JdbcUrl;
import io.github.jdbcreplicated.boot.pool.ProbeDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Whether a replica's user could write if the server let it. */
final class WriteRights {
    private static final Log LOG = LogFactory.getLog(WriteRights.class);

    /** Rights are replicated with the tables, so a replica knows those that will hold after its promotion. */
    private static final String ANY_TABLE = """
            select pg_catalog.bool_or(pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE'))
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
            """;

    private WriteRights() {}

    /** Whether the pool's user may write to one table at least; null where that is not known, also as there are no tables. */
    static @Nullable Boolean of(String node, HikariDataSource pool) {
        if (!JdbcUrl.parse(pool.getJdbcUrl()).isPostgres()) {
            return null;
        }
        DataSource past = ProbeDataSource.past(pool);
        try (Connection connection = (past == null ? pool : past).getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(ANY_TABLE)) {
            answer.next();
            boolean mayWrite = answer.getBoolean(1);
            return answer.wasNull() ? null : Boolean.valueOf(mayWrite);
        } catch (SQLException e) {
            LOG.info(
                    "Whether the user of replica '" + node + "' could write after a promotion is not known: it gave no "
                            + "answer (SQLSTATE " + e.getSQLState() + ")");
            return null;
        }
    }
}
