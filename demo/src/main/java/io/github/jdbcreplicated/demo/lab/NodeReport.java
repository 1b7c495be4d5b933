package io.github.jdbcreplicated.demo.lab;

import org.jspecify.annotations.Nullable;

/**
 * One server, as it is now.
 *
 * @param running whether its processes live, frozen or not
 * @param frozen whether they are stopped, and so answer nothing
 * @param replayPaused whether it receives what the primary writes but does not show it
 * @param lagMillis how much later than the primary it was told to show a commit
 * @param port where the application reaches it, on 127.0.0.1
 * @param position how far a primary has written, a replica has replayed; null when it could not be asked
 * @param receivedPosition how far a replica has received; null for a primary and when it could not be asked
 */
public record NodeReport(
        String name,
        Role role,
        boolean running,
        boolean frozen,
        boolean replayPaused,
        long lagMillis,
        int port,
        @Nullable String position,
        @Nullable String receivedPosition) {

    /** Whether somebody who has written on the primary may not see it here for a while. */
    public boolean showsOldData() {
        return replayPaused || lagMillis > 0;
    }
}
