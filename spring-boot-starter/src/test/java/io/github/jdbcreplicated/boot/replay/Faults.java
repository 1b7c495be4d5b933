package io.github.jdbcreplicated.boot.replay;

import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads from the database, and lets the next reader down if it is told to. */
@Component
public class Faults {
    private final AtomicReference<@Nullable Mark> next = new AtomicReference<>();

    /** Which servers answered. */
    private final List<String> reads = new CopyOnWriteArrayList<>();

    private final JdbcTemplate jdbc;

    Faults(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Has the next read fail; null takes that back. */
    public void failNext(@Nullable Mark mark) {
        reads.clear();
        next.set(mark);
    }

    /** Which servers answered since a failure was asked for last. */
    public List<String> reads() {
        return reads;
    }

    String read() {
        reads.add(
                Boolean.TRUE.equals(jdbc.queryForObject("select pg_is_in_recovery()", Boolean.class))
                        ? "replica"
                        : "primary");
        Mark mark = next.getAndSet(null);
        if (mark != null) {
            Objects.requireNonNull(UnitOfWork.current()).mark(mark);
            throw new DataAccessResourceFailureException("A read failed", new SQLException("The node is gone"));
        }
        return "read";
    }

    boolean readsWell() {
        try {
            read();
            return true;
        } catch (DataAccessResourceFailureException e) {
            return false;
        }
    }
}
