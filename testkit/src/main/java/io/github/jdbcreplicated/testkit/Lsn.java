package io.github.jdbcreplicated.testkit;

/**
 * A place in the write-ahead log of a PostgreSQL server. Places of different timelines do not compare.
 *
 * @param value the byte count since the beginning of the log, as an unsigned number
 */
public record Lsn(long value) implements Comparable<Lsn> {

    /** Reads PostgreSQL's own form, two hexadecimal numbers with a slash between them. */
    public static Lsn parse(String text) {
        int slash = text.indexOf('/');
        try {
            long high = Long.parseLong(text, 0, slash, 16);
            long low = Long.parseLong(text, slash + 1, text.length(), 16);
            return new Lsn(high << 32 | low);
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a log position; expected is a form like 16/B374D848", malformed);
        }
    }

    /** Whether a server that has come this far has come as far as {@code other}. */
    public boolean covers(Lsn other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** PostgreSQL's own form. */
    @Override
    public String toString() {
        return Long.toHexString(value >>> 32).toUpperCase(java.util.Locale.ROOT) + "/"
                + Long.toHexString(value & 0xFFFF_FFFFL).toUpperCase(java.util.Locale.ROOT);
    }
}
