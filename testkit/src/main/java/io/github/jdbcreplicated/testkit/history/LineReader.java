package io.github.jdbcreplicated.testkit.history;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Understands a line of a history file. */
final class LineReader {

    static final String PROMOTION = "promotion";
    static final String RESET = "reset";

    private static final Set<String> OF_AN_EVENT = Set.of(
            "op",
            "id",
            "session",
            "key",
            "version",
            "counter",
            "elements",
            "node",
            "incarnation",
            "role",
            "timeline",
            "position",
            "clock",
            "start",
            "end",
            "outcome",
            "carried",
            "gave",
            "reason",
            "outside");
    private static final Set<String> OF_A_PLACE = Set.of("incarnation", "role", "timeline", "position");
    private static final Set<String> OF_A_PROMOTION = Set.of("op", "node", "from", "timeline", "position");
    private static final Set<String> OF_A_RESET = Set.of("op", "key", "clock", "start", "end");

    /** The clock of lines that do not name theirs: all of one process. */
    private static final String ONLY_CLOCK = "driver";

    private LineReader() {}

    static HistoryLine parse(String line) {
        Fields fields = new Fields(JsonReader.read(line));
        return switch (fields.text("op")) {
            case PROMOTION -> promotion(fields);
            case RESET -> reset(fields);
            case "read", "write", "delete", "final" -> event(fields);
            default ->
                throw new IllegalArgumentException("'op' is " + fields.text("op") + ", allowed is "
                        + Words.all(Operation.values()) + ", " + PROMOTION + ", " + RESET);
        };
    }

    private static HistoryEvent event(Fields fields) {
        fields.allow(OF_AN_EVENT);
        Operation operation = fields.word("op", Operation.values());
        if (operation == Operation.FINAL && !fields.has("elements")) {
            throw new IllegalArgumentException("'elements' is missing, allowed is the whole list, also an empty one");
        }
        return new HistoryEvent(
                fields.number("id"),
                fields.text("session"),
                operation,
                fields.text("key"),
                new Value(
                        fields.optionalNumber("version"),
                        fields.optionalNumber("counter"),
                        fields.list("elements", String.class, "a list of texts")),
                place(fields),
                span(fields),
                fields.word("outcome", Outcome.values()),
                new Tokens(fields.list("carried", Long.class, "a list of ids"), fields.isTrue("gave")),
                fields.optionalText("reason"),
                fields.optionalText("outside"));
    }

    private static @Nullable Place place(Fields fields) {
        String node = fields.optionalText("node");
        if (node != null) {
            return new Place(
                    node,
                    fields.optionalText("incarnation"),
                    fields.optionalWord("role", Role.values()),
                    fields.optionalTimeline("timeline"),
                    fields.optionalPosition("position"));
        }
        for (String name : OF_A_PLACE) {
            if (fields.has(name)) {
                throw new IllegalArgumentException("'node' is missing, which '" + name + "' is about");
            }
        }
        return null;
    }

    private static Span span(Fields fields) {
        String clock = fields.optionalText("clock");
        return new Span(clock == null ? ONLY_CLOCK : clock, fields.number("start"), fields.number("end"));
    }

    private static Promotion promotion(Fields fields) {
        fields.allow(OF_A_PROMOTION);
        return new Promotion(
                fields.text("node"), fields.timeline("from"), fields.timeline("timeline"), fields.position("position"));
    }

    private static VersionReset reset(Fields fields) {
        fields.allow(OF_A_RESET);
        return new VersionReset(fields.optionalText("key"), span(fields));
    }
}
