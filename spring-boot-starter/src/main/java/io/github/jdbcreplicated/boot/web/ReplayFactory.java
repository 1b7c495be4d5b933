package io.github.jdbcreplicated.boot.web;

import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.servlet.replay.ReplayFilter;
import io.github.jdbcreplicated.servlet.replay.ReplayListener;
import io.github.jdbcreplicated.servlet.replay.ReplayMode;
import io.github.jdbcreplicated.spring.CleanThread;
import org.springframework.util.unit.DataSize;

/** Makes the replay filter from the properties, and says which one it does not take. */
final class ReplayFactory {
    private ReplayFactory() {}

    static ReplayFilter create(ReplicationProperties properties, ReplayListener listener) {
        ReplayFilter.Builder builder = ReplayFilter.builder()
                .mode(mode(properties))
                .threadIsClean(new CleanThread())
                .listener(listener);
        DataSize buffer = properties.web().replayBuffer();
        try {
            return builder.bufferSize(Math.toIntExact(buffer.toBytes())).build();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ReplicationSettingException(
                    "replicated.web.replay-buffer: " + buffer + " is out of range; allowed are 1B to 16MB",
                    "Correct it, or remove it for the default; replicated.web.replay=off holds nothing back.",
                    e);
        }
    }

    /** Strict wants to be told of writes in reads, which running them again would hide. */
    private static ReplayMode mode(ReplicationProperties properties) {
        ReplayMode asked = properties.web().replay();
        return properties.strict() && asked == ReplayMode.ON ? ReplayMode.NODE_LOSS_ONLY : asked;
    }
}
