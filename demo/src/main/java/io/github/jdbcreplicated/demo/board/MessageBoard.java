package io.github.jdbcreplicated.demo.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The messages in the database. */
@Repository
public class MessageBoard {
    private static final int LATEST = 30;
    private static final RowMapper<Message> MESSAGE = MessageBoard::message;

    /** One statement sees one state of the database: the board's version is that of the messages beside it. */
    private static final String SELECT =
            "select m.*, c.value as board_version from messages m join counters c on c.name = 'changes' ";

    private final JdbcTemplate jdbc;

    MessageBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The latest messages, newest first. */
    public List<Message> latest() {
        return jdbc.query(SELECT + "order by id desc limit ?", MESSAGE, LATEST);
    }

    /** The message of that number, unless there is none. */
    public Optional<Message> find(long id) {
        return jdbc.query(SELECT + "where id = ?", MESSAGE, id).stream().findFirst();
    }

    List<Message> search(String words) {
        return jdbc.query(
                SELECT + "where position(lower(?) in lower(text)) > 0 order by id desc limit ?",
                MESSAGE,
                words,
                LATEST);
    }

    /** Puts a message on the board. */
    @Transactional
    public Message post(String text) {
        Long id = jdbc.queryForObject("insert into messages (text) values (?) returning id", Long.class, text);
        return changed(Objects.requireNonNull(id));
    }

    /** Gives a message another text, unless there is none of that number. */
    @Transactional
    public Optional<Message> edit(long id, String text) {
        int edited = jdbc.update("update messages set text = ?, version = version + 1 where id = ?", text, id);
        return edited == 0 ? Optional.empty() : Optional.of(changed(id));
    }

    long count() {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from messages", Long.class));
    }

    /** Counted last: everybody who changes the board waits here for those before him to commit. */
    private Message changed(long id) {
        jdbc.update("update counters set value = value + 1 where name = 'changes'");
        return find(id).orElseThrow();
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getLong("id"),
                row.getString("text"),
                row.getLong("version"),
                row.getTimestamp("written_at").toInstant(),
                row.getLong("board_version"));
    }
}
