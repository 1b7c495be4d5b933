package io.github.jdbcreplicated.internal.connection;

import org.jspecify.annotations.Nullable;

/**
 * The values of some settings, nulls among them, in the settings' order.
 *
 * <p>Small and quick: two are made for each transaction with an isolation of its own. Used by one thread at a time.
 */
final class SettingValues {
    private static final Setting[] ALL = Setting.values();

    /** What to do with a value. */
    @FunctionalInterface
    interface Action<X extends Exception> {
        void on(Setting setting, @Nullable Object value) throws X;
    }

    /** One bit for each setting that is there. */
    private int present;

    private final @Nullable Object[] values = new @Nullable Object[ALL.length];

    boolean has(Setting setting) {
        return (present & bit(setting)) != 0;
    }

    /** Its value; null also where it is not there. */
    @SuppressWarnings("EnumOrdinal") // nothing outlives the JVM that numbered them
    @Nullable
    Object get(Setting setting) {
        return values[setting.ordinal()];
    }

    @SuppressWarnings("EnumOrdinal")
    void put(Setting setting, @Nullable Object value) {
        present |= bit(setting);
        values[setting.ordinal()] = value;
    }

    <X extends Exception> void each(Action<X> action) throws X {
        for (int left = present; left != 0; left &= left - 1) {
            Setting setting = ALL[Integer.numberOfTrailingZeros(left)];
            action.on(setting, get(setting));
        }
    }

    @SuppressWarnings("EnumOrdinal")
    private static int bit(Setting setting) {
        return 1 << setting.ordinal();
    }
}
