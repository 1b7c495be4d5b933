package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.boot.ReplicationProperties.Token;
import io.github.jdbcreplicated.token.ConsistencyToken.Doubt;
import io.github.jdbcreplicated.token.TokenCodec;
import io.github.jdbcreplicated.token.TokenCodec.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint tells of tokens, without keys.
 *
 * @param keys how many there are, 0 with a key that the process made up; null with a codec of the application's own
 * @param ephemeral whether the process made up its key, so that other instances cannot read its tokens
 * @param maxAge for how long a token is worth something
 * @param cookie the cookie's name
 * @param header the header's name, or {@code off}
 * @param forwardTo the hosts that outgoing calls pass it on to
 * @param read how many tokens could be read
 * @param refused how many could not, by what was wrong
 * @param doubted how many could be read and were not taken at their word, by cluster
 * @param lost how many answers had left when it was known what their clients wrote
 */
record TokenReport(
        @Nullable Integer keys,
        boolean ephemeral,
        Duration maxAge,
        String cookie,
        String header,
        List<String> forwardTo,
        long read,
        Map<Outcome, Long> refused,
        Map<String, Map<Doubt, Long>> doubted,
        long lost) {

    static TokenReport of(Token settings, TokenCodec codec, TokenCounts counts) {
        Map<Outcome, Long> refused = new EnumMap<>(Outcome.class);
        counts.read.all().forEach((outcome, count) -> refused.put(outcome, count.sum()));
        Long read = refused.remove(Outcome.READ);
        int keys = settings.keys().size();
        return new TokenReport(
                keys == 0 && !codec.isEphemeral() ? null : Integer.valueOf(keys),
                codec.isEphemeral(),
                codec.maxAge(),
                settings.cookie().name(),
                settings.header(),
                settings.forwardTo(),
                read == null ? 0 : read,
                refused,
                doubted(counts),
                counts.lost.sum());
    }

    private static Map<String, Map<Doubt, Long>> doubted(TokenCounts counts) {
        Map<String, Map<Doubt, Long>> doubted = new TreeMap<>();
        counts.doubted
                .all()
                .forEach((what, count) -> doubted.computeIfAbsent(what.cluster(), unknown -> new EnumMap<>(Doubt.class))
                        .put(what.doubt(), count.sum()));
        return doubted;
    }
}
