package io.github.jdbcreplicated.benchmarks.real.web;

/**
 * What one answer shows.
 *
 * @param version how often the account was written
 * @param board how often any account of the board was written
 * @param replica whether a replica answered
 */
public record Sight(long version, long board, boolean replica) {
    /** As {@link #toString()} writes it. */
    public static Sight parse(String text) {
        String[] parts = text.strip().split(" ");
        return new Sight(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Boolean.parseBoolean(parts[2]));
    }

    @Override
    public String toString() {
        return version + " " + board + " " + replica;
    }
}
