package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.boot.ReplicationSettingException;
import java.time.Duration;

/** Whether durations are within their bounds. */
final class DurationCheck {
    private DurationCheck() {}

    static void check(String property, Duration value, Duration least, Duration most, String example) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new ReplicationSettingException(
                    property + " is '" + text(value) + "'; allowed is " + text(least) + " to " + text(most),
                    "Set " + property + " to a duration such as " + example + ".");
        }
    }

    /** As properties are written, in the largest unit that says all of it. */
    static String text(Duration duration) {
        if (duration.isZero() || duration.toNanosPart() % 1_000_000_000 != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
