package io.github.jdbcreplicated.faults.shop;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is written, and the plain reads beside it. */
@Service
class Orders {
    private final JdbcTemplate jdbc;

    Orders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts the item's version up and notes the order; answers the version. */
    @Transactional
    public long place(String key, String element) {
        long version = number("update item set ver = ver + 1 where key = ? returning ver", key);
        jdbc.update("insert into entry (key, element) values (?, ?)", key, element);
        return version;
    }

    long version(String key) {
        return number("select ver from item where key = ?", key);
    }

    /** A report that takes a twentieth of a second. */
    long versionByReport(String key) {
        return number("select ver from item, (select pg_sleep(0.05)) report where key = ?", key);
    }

    /** A report that takes a tenth of a second, of which a pool of ten can make a hundred a second. */
    long versionByLongReport(String key) {
        return number("select ver from item, (select pg_sleep(0.1)) report where key = ?", key);
    }

    private long number(String query, String key) {
        return Objects.requireNonNull(jdbc.queryForObject(query, Long.class, key));
    }
}
