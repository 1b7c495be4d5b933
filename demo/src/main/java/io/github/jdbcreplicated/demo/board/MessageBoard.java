package io.github.jdbcreplicated.demo.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** The messages in the database. */
@Repository
public class MessageBoard {
    private static final int LATEST = 30;
    private static final RowMapper<Message> MESSAGE = MessageBoard::message;

    private final JdbcTemplate jdbc;

    MessageBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The latest messages, newest first. */
    public List<Message> latest() {
        return jdbc.query("select id, text, written_at from messages order by id desc limit ?", MESSAGE, LATEST);
    }

    Optional<Message> find(long id) {
        return jdbc.query("select id, text, written_at from messages where id = ?", MESSAGE, id).stream()
                .findFirst();
    }

    List<Message> search(String words) {
        return jdbc.query(
                "select id, text, written_at from messages where position(lower(?) in lower(text)) > 0"
                        + " order by id desc limit ?",
                MESSAGE,
                words,
                LATEST);
    }

    Message post(String text) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "insert into messages (text) values (?) returning id, text, written_at", MESSAGE, text));
    }

    long count() {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from messages", Long.class));
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getLong("id"),
                row.getString("text"),
                row.getTimestamp("written_at").toInstant());
    }
}
