package io.github.jdbcreplicated.demo.lab;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How much later than the primary a replica shall show a commit; zero for at once. */
record Lag(Duration duration) {
    private static final long LONGEST = Duration.ofHours(1).toMillis();

    static Lag ofMillis(@Nullable String millis) {
        String digits = millis == null ? "" : millis.strip();
        // Eight digits hold the longest, and fit into a number.
        if (!digits.matches("[0-9]{1,8}") || Long.parseLong(digits) > LONGEST) {
            throw new BadLagException(
                    "millis is '" + (millis == null ? "" : millis) + "'; allowed is 0 (no lag) to " + LONGEST + ".");
        }
        return new Lag(Duration.ofMillis(Long.parseLong(digits)));
    }
}
