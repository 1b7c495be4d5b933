package io.github.jdbcreplicated.boot.replay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Is let down by real servers. */
@RestController
public class RealController {

    /** What a test does to the servers while a request is reading. */
    @FunctionalInterface
    public interface Sabotage {
        /** Does it, to the server and the process that serve the request. */
        void on(int port, int backend) throws SQLException;
    }

    private static final String WHERE = "select inet_server_port(), pg_backend_pid()";
    private final AtomicReference<@Nullable Sabotage> next = new AtomicReference<>();
    private final JdbcTemplate jdbc;

    RealController(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Has the next request meet this. */
    public void sabotageNext(Sabotage sabotage) {
        next.set(sabotage);
    }

    /** Reads, is disturbed, and reads on, on one connection. */
    @GetMapping("/real/reads-twice")
    String readsTwice() {
        return String.valueOf(jdbc.<String>execute((Connection connection) -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery("select count(*) from replay_note").close();
                disturb(statement);
                String answer = count(statement);
                connection.commit();
                return answer;
            }
        }));
    }

    private void disturb(Statement statement) throws SQLException {
        Sabotage sabotage = next.getAndSet(null);
        if (sabotage != null) {
            int port;
            int backend;
            try (ResultSet row = statement.executeQuery(WHERE)) {
                row.next();
                port = row.getInt(1);
                backend = row.getInt(2);
            }
            sabotage.on(port, backend);
        }
    }

    private static String count(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from replay_note")) {
            row.next();
            return "notes: " + row.getInt(1);
        }
    }

    /** Writes in what looks like a read. */
    @GetMapping("/real/writes")
    String writes() {
        jdbc.queryForObject("select note_replay()", Object.class);
        return "written";
    }
}
