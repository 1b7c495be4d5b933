package io.github.jdbcreplicated.internal.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the application set on one handle, and what the current lease had before that was applied to it.
 *
 * <p>The wishes live as long as the handle and are replayed on each lease; the originals live as long as the lease and
 * are put back before it returns to its pool. Used by the thread that uses the handle.
 */
final class SessionSettings {
    private final SettingValues wishes = new SettingValues();

    boolean has(Setting setting) {
        return wishes.has(setting);
    }

    @Nullable
    Object get(Setting setting) {
        return wishes.get(setting);
    }

    void record(Setting setting, @Nullable Object value) {
        wishes.put(setting, value);
    }

    boolean mayBeginTransaction() {
        return mayBeginTransaction(wishes);
    }

    /**
     * Applies every wish to a new lease: all of them hold afterwards, or this throws and {@code originals} says what to
     * put back.
     */
    void replay(Connection lease, Originals originals) throws SQLException {
        wishes.each((setting, value) -> apply(setting, value, lease, originals));
    }

    /** Applies one wish to a lease, and notes what was there before. */
    static void apply(Setting setting, @Nullable Object value, Connection lease, Originals originals)
            throws SQLException {
        Object before = setting.read(lease);
        Object wanted = setting.wanted(before, value);
        if (!Objects.equals(before, wanted)) {
            originals.note(setting, before);
            setting.write(lease, wanted);
        }
    }

    private static boolean mayBeginTransaction(SettingValues values) {
        return values.has(Setting.SCHEMA) || values.has(Setting.CATALOG);
    }

    /** What a lease had before settings were applied to it. */
    static final class Originals {
        private final SettingValues values = new SettingValues();

        void note(Setting setting, @Nullable Object before) {
            if (!values.has(setting)) {
                values.put(setting, before);
            }
        }

        boolean mayBeginTransaction() {
            return SessionSettings.mayBeginTransaction(values);
        }

        void restore(Connection lease) throws SQLException {
            values.each((setting, before) -> setting.write(lease, before));
        }
    }
}
