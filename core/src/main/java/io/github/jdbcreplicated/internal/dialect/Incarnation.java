package io.github.jdbcreplicated.internal.dialect;

/**
 * One uninterrupted run of one server on one timeline: positions observed in one hold in no other.
 *
 * @param system the same for a primary and all its replicas
 * @param startedAt when the server was started, in its own words
 */
public record Incarnation(String system, int timeline, String startedAt) {
    /** Equals none that a server ever answers. */
    public static final Incarnation NEVER_SEEN = new Incarnation("", 0, "");

    /** A number that tells this run on the named node from others, for tokens; never 0. */
    public long fingerprint(String node) {
        long hash = 1125899906842597L;
        String text = node + '\n' + system + '\n' + timeline + '\n' + startedAt;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash == 0 ? 1 : hash;
    }
}
