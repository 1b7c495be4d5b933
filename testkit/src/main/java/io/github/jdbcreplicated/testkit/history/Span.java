package io.github.jdbcreplicated.testkit.history;

/**
 * From before the request was sent to after its answer had arrived, on the clock of the process that drove the clients.
 *
 * @param clock names the process; times of different clocks are never compared
 * @param startNanos {@link System#nanoTime()} there, before
 * @param endNanos and after
 */
public record Span(String clock, long startNanos, long endNanos) {

    /** Refuses an end before the start. */
    public Span {
        Check.name("clock", clock);
        if (endNanos < startNanos) {
            throw new IllegalArgumentException(
                    "'end' is " + endNanos + ", allowed is 'start' (" + startNanos + ") or later");
        }
    }

    boolean endedBefore(Span other) {
        return clock.equals(other.clock) && endNanos < other.startNanos;
    }

    /** Whether this may have begun before the other one ended; true also where nobody can tell. */
    boolean mayHaveBegunBefore(Span other) {
        return !clock.equals(other.clock) || startNanos <= other.endNanos;
    }
}
