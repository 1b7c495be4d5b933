package io.github.jdbcreplicated.testkit.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines as JSON, there and back. */
final class LineFormat {

    private static final String PROMOTION = "promotion";
    private static final String RESET = "reset";

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

    private LineFormat() {}

    static HistoryLine parse(String line) {
        Fields fields = new Fields(JsonText.read(line));
        return switch (fields.text("op")) {
            case PROMOTION -> promotion(fields);
            case RESET -> reset(fields);
            case "read", "write", "delete", "final" -> event(fields);
            default ->
                throw new IllegalArgumentException("'op' is " + fields.text("op") + ", allowed is "
                        + Words.all(Operation.values()) + ", " + PROMOTION + ", " + RESET);
        };
    }

    static String format(HistoryLine line) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (line instanceof HistoryEvent event) {
            describe(event, fields);
        } else if (line instanceof Promotion promotion) {
            describe(promotion, fields);
        } else if (line instanceof VersionReset reset) {
            describe(reset, fields);
        }
        return asJson(fields);
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

    private static void describe(HistoryEvent event, Map<String, @Nullable Object> fields) {
        fields.put("op", Words.of(event.operation()));
        fields.put("id", event.id());
        fields.put("session", event.session());
        fields.put("key", event.key());
        fields.put("version", event.value().version());
        fields.put("counter", event.value().counter());
        boolean noList = event.value().elements().isEmpty() && event.operation() != Operation.FINAL;
        fields.put("elements", noList ? null : event.value().elements());
        describe(event.place(), fields);
        describe(event.span(), fields);
        fields.put("outcome", Words.of(event.outcome()));
        fields.put(
                "carried",
                event.tokens().carried().isEmpty() ? null : event.tokens().carried());
        fields.put("gave", event.tokens().gave() ? true : null);
        fields.put("reason", event.reason());
        fields.put("outside", event.outside());
    }

    private static void describe(@Nullable Place place, Map<String, @Nullable Object> fields) {
        if (place != null) {
            fields.put("node", place.node());
            fields.put("incarnation", place.incarnation());
            fields.put("role", place.role() == null ? null : Words.of(place.role()));
            fields.put("timeline", place.timeline());
            fields.put(
                    "position",
                    place.position() == null ? null : place.position().toString());
        }
    }

    private static void describe(Span span, Map<String, @Nullable Object> fields) {
        fields.put("clock", span.clock());
        fields.put("start", span.startNanos());
        fields.put("end", span.endNanos());
    }

    private static void describe(Promotion promotion, Map<String, @Nullable Object> fields) {
        fields.put("op", PROMOTION);
        fields.put("node", promotion.node());
        fields.put("from", promotion.from());
        fields.put("timeline", promotion.timeline());
        fields.put("position", promotion.position().toString());
    }

    private static void describe(VersionReset reset, Map<String, @Nullable Object> fields) {
        fields.put("op", RESET);
        fields.put("key", reset.key());
        describe(reset.span(), fields);
    }

    private static String asJson(Map<String, @Nullable Object> fields) {
        StringBuilder line = new StringBuilder("{");
        fields.forEach((name, value) -> {
            if (value != null) {
                JsonText.write(line.append(line.length() == 1 ? "" : ","), name);
                JsonText.write(line.append(':'), value);
            }
        });
        return line.append('}').toString();
    }
}
