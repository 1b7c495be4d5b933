package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Positions;
import io.github.jdbcreplicated.testkit.Lsn;
import io.github.jdbcreplicated.testkit.history.Place;
import io.github.jdbcreplicated.testkit.history.Role;
import io.github.jdbcreplicated.token.Position;
import io.github.jdbcreplicated.token.TokenCodec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads where a write is from the token in its answer: the test has the key.
 *
 * <p>Where the token says that the position is not known, the write is put at the end of its node's timeline: a promoted
 * node has all that lies before the place where it left, so an acknowledged write that is missing there lay behind it.
 */
final class TokenPositions implements Positions {
    private static final Lsn THE_END = new Lsn(-1);

    private final TokenCodec codec;
    private final String system;

    /** Written and read by all clients: the timeline that each node's writes were last known to be on. */
    private final Map<String, Integer> timelines = new ConcurrentHashMap<>();

    TokenPositions(TokenCodec codec, String system) {
        this.codec = codec;
        this.system = system;
    }

    @Override
    public Place place(String node, String token) {
        Position position = codec.read(token).token().position("default", system);
        if (position != null && position.isKnown()) {
            timelines.put(node, position.timeline());
            return new Place(node, null, Role.PRIMARY, position.timeline(), new Lsn(position.lsn()));
        }
        Integer timeline = timelines.get(node);
        return timeline == null ? Place.of(node) : new Place(node, null, Role.PRIMARY, timeline, THE_END);
    }
}
