package io.github.jdbcreplicated.demo.board;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The visits, counted in the database. */
@Repository
public class Visits {
    private final JdbcTemplate jdbc;
    private final MessageBoard board;

    Visits(JdbcTemplate jdbc, MessageBoard board) {
        this.jdbc = jdbc;
        this.board = board;
    }

    /** How many messages a visitor saw, and the how many-th visit that was. */
    public record Visit(long messages, long visits) {}

    /** Counts a visit and answers how many there were: one statement, outside any transaction. */
    public long count() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "update counters set value = value + 1 where name = 'visits' returning value", Long.class));
    }

    /** Looks at the board and counts that, in one transaction. */
    @Transactional
    public Visit browse() {
        return new Visit(board.count(), count());
    }
}
