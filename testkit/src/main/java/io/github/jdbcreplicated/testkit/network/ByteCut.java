package io.github.jdbcreplicated.testkit.network;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Cuts a connection after so many bytes, counted for each connection from the arming on. */
final class ByteCut {

    private final Cut cut;
    private final Direction direction;
    private final long limit;

    /** Where each connection's count began; every entry is written and read by one of that connection's threads. */
    private final Map<Object, Long> starts = new ConcurrentHashMap<>();

    ByteCut(Direction direction, long limit) {
        this.cut = new Cut("after " + limit + " bytes " + direction);
        this.direction = direction;
        this.limit = limit;
    }

    Cut cut() {
        return cut;
    }

    /** How many of {@code wanted} bytes may pass on a connection that has passed {@code before} in its life. */
    int allowed(Object connection, Direction way, long before, int wanted) {
        if (way != direction) {
            return wanted;
        }
        long left = starts.computeIfAbsent(connection, first -> before) + limit - before;
        return (int) Math.min(left, wanted);
    }
}
