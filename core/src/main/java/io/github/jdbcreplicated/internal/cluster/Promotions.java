package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.token.Position;
import java.util.HashMap;
import java.util.Map;

/** Up to where the history of each timeline that ended is also that of the next; immutable. */
final class Promotions {
    static final Promotions NONE = new Promotions(Map.of());

    /** The last position on it that every server that left it was seen at, by timeline. */
    private final Map<Integer, Position> lastSeen;

    private Promotions(Map<Integer, Position> lastSeen) {
        this.lastSeen = Map.copyOf(lastSeen);
    }

    /**
     * With a server that was seen at this position as a replica, and then as a primary on a later timeline. Where two left
     * the same timeline, only what both had is known to live on.
     */
    Promotions with(Position before) {
        Map<Integer, Position> more = new HashMap<>(lastSeen);
        more.merge(before.timeline(), before, (one, other) -> one.covers(other) ? other : one);
        return new Promotions(more);
    }

    /** Whether a server at {@code reached} has what was written up to {@code floor}, also on an earlier timeline. */
    boolean covers(Position reached, Position floor) {
        return reached.timeline() == floor.timeline()
                ? reached.covers(floor)
                : survived(floor, reached.timeline()) && Long.compareUnsigned(reached.lsn(), floor.lsn()) >= 0;
    }

    /** Whether the history up to this position is known to be part of the later timeline's. */
    boolean survived(Position position, int later) {
        Position last = lastSeen.get(position.timeline());
        return Integer.compareUnsigned(position.timeline(), later) < 0 && last != null && last.covers(position);
    }
}
