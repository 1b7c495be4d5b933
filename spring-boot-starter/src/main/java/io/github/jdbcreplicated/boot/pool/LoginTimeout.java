package io.github.jdbcreplicated.boot.pool;

import java.sql.DriverManager;

/** Keeps a pool that starts from telling its connection timeout to the DriverManager of the whole process. */
final class LoginTimeout implements AutoCloseable {
    private final int before;

    private LoginTimeout(int before) {
        this.before = before;
    }

    static LoginTimeout keep() {
        return new LoginTimeout(DriverManager.getLoginTimeout());
    }

    @Override
    public void close() {
        DriverManager.setLoginTimeout(before);
    }
}
