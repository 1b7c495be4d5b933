package io.github.jdbcreplicated.testkit.history;

import org.jspecify.annotations.Nullable;

/**
 * One operation of one client, as the client saw it.
 *
 * @param id names the operation among those of one clock
 * @param session the client's, for example one browser with its cookies
 * @param operation what it did
 * @param key on which row or list
 * @param value what it wrote or saw
 * @param place where it ran, if known
 * @param span when, by the driver's clock
 * @param outcome how it ended
 * @param tokens what the client knew
 * @param reason why the router chose that node, if known
 * @param outside why nothing was promised, for example {@code own transaction} or {@code second-level cache}; such an
 *     operation is counted and not checked
 */
public record HistoryEvent(
        long id,
        String session,
        Operation operation,
        String key,
        Value value,
        @Nullable Place place,
        Span span,
        Outcome outcome,
        Tokens tokens,
        @Nullable String reason,
        @Nullable String outside)
        implements HistoryLine {

    /** Refuses empty names. */
    public HistoryEvent {
        Check.name("session", session);
        Check.name("key", key);
        if (operation.isWrite() && Long.valueOf(0).equals(value.version())) {
            throw new IllegalArgumentException("'version' of a write is 0, which is a row that is not there;"
                    + " allowed is one or more, also for a delete");
        }
    }

    /** Whether its value binds later operations, or is bound by earlier ones. */
    boolean counts() {
        return outcome == Outcome.OK && outside == null;
    }

    boolean isCountedRead() {
        return counts() && operation.isRead();
    }

    boolean isCountedWrite() {
        return counts() && operation.isWrite();
    }

    @Override
    public String toString() {
        return Words.of(operation) + " " + id + " of session " + session + ": key " + key
                + told("version", value.version())
                + told("counter", value.counter())
                + (value.elements().isEmpty()
                        ? ""
                        : ", elements " + shortened(value.elements().toString()))
                + ", " + Words.of(outcome) + ", " + (place == null ? "node not recorded" : "on " + place)
                + told("reason", reason) + ", carried "
                + (tokens.carried().isEmpty() ? "no token" : "token of " + tokens.carried())
                + (tokens.gave() ? ", gave a token" : "") + ", " + span.startNanos() + ".." + span.endNanos() + " ns";
    }

    private static String told(String name, @Nullable Object value) {
        return value == null ? "" : ", " + name + " " + value;
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "...";
    }
}
