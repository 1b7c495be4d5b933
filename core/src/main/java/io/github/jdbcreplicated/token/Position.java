package io.github.jdbcreplicated.token;

/**
 * A point in the history of a primary.
 *
 * @param timeline the history's branch, from 1, which grows with every promotion; 0 only in {@link #UNKNOWN}
 * @param lsn the log sequence number, an unsigned 64-bit integer
 */
public record Position(int timeline, long lsn) {
    /** Some point that could not be learned: nothing covers it, and it covers nothing. */
    public static final Position UNKNOWN = new Position(0, 0);

    /** Whether this is a point at all. */
    public boolean isKnown() {
        return timeline != 0;
    }

    /**
     * Whether who has reached this point has also reached the other. Points of different timelines do not compare: after a
     * promotion the numbers of a lost branch are reached again, with other content.
     */
    public boolean covers(Position other) {
        return isKnown() && timeline == other.timeline && Long.compareUnsigned(lsn, other.lsn) >= 0;
    }

    /**
     * The one that promises more: unknown before everything, then the later timeline, whose history is the surviving one,
     * then the higher number.
     */
    public static Position max(Position one, Position other) {
        if (!one.isKnown() || !other.isKnown()) {
            return UNKNOWN;
        }
        int order = Integer.compareUnsigned(one.timeline, other.timeline);
        if (order == 0) {
            order = Long.compareUnsigned(one.lsn, other.lsn);
        }
        return order >= 0 ? one : other;
    }

    /** As PostgreSQL writes it, after the timeline: {@code 1:0/16B374D8}. */
    @Override
    public String toString() {
        return isKnown()
                ? timeline + ":" + Long.toHexString(lsn >>> 32).toUpperCase(java.util.Locale.ROOT) + "/"
                        + Long.toHexString(lsn & 0xFFFF_FFFFL).toUpperCase(java.util.Locale.ROOT)
                : "unknown";
    }
}
