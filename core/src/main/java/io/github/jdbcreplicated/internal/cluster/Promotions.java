package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.token.Position;
import java.util.HashMap;
import java.util.Map;

/** Up to where the history of each timeline that ended is also that of the next; immutable. */
final class Promotions {
    static final Promotions NONE = new Promotions(Map.of());

    /** The last position on it that the promoted server was seen at, by timeline. */
    private final Map<Integer, Position> lastSeen;

    private Promotions(Map<Integer, Position> lastSeen) {
        this.lastSeen = Map.copyOf(lastSeen);
    }

    /** With a server that was seen at this position as a replica, and then as a primary on a later timeline. */
    Promotions with(Position before) {
        Map<Integer, Position> more = new HashMap<>(lastSeen);
        more.put(before.timeline(), before);
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
