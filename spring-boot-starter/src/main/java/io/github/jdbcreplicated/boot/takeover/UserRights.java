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

/**
 * What a replica's user may do, as far as a change of roles goes.
 *
 * @param mayWrite whether it may write to one table at least, if the server lets it; null where there are no tables
 * @param seesReceiver whether it sees which timeline the replica receives
 */
record UserRights(@Nullable Boolean mayWrite, boolean seesReceiver) {
    private static final Log LOG = LogFactory.getLog(UserRights.class);

    /** Rights are replicated with the tables, so a replica knows those that will hold after its promotion. */
    private static final String QUESTION = """
            select pg_catalog.bool_or(pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE')),
                   pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
            """;

    /** Asks the server; null where that gives no answer, or is not PostgreSQL. */
    static @Nullable UserRights of(String node, HikariDataSource pool) {
        if (!JdbcUrl.parse(pool.getJdbcUrl()).isPostgres()) {
            return null;
        }
        DataSource past = ProbeDataSource.past(pool);
        try (Connection connection = (past == null ? pool : past).getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(QUESTION)) {
            answer.next();
            boolean mayWrite = answer.getBoolean(1);
            return new UserRights(answer.wasNull() ? null : Boolean.valueOf(mayWrite), answer.getBoolean(2));
        } catch (SQLException e) {
            LOG.info("What the user of replica '" + node + "' may do after a promotion is not known: it gave no answer "
                    + "(SQLSTATE " + e.getSQLState() + ")");
            return null;
        }
    }
}
