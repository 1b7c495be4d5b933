package io.github.jdbcreplicated.boot.app;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

@Component("template")
class TemplateBoard implements Board {
    private final JdbcTemplate jdbc;

    TemplateBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean isOnReplica() {
        return Boolean.TRUE.equals(jdbc.queryForObject(ON_A_REPLICA, Boolean.class));
    }

    @Override
    public void add(String text) {
        jdbc.update(INSERT, text);
    }
}
