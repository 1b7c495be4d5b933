package io.github.jdbcreplicated.testkit.history;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a line of a history file, as {@link LineReader} understands it. */
final class LineWriter {

    private LineWriter() {}

    static String format(HistoryLine line) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (line instanceof HistoryEvent event) {
            describe(event, fields);
        } else if (line instanceof Promotion promotion) {
            describe(promotion, fields);
        } else if (line instanceof VersionReset reset) {
            describe(reset, fields);
        }
        return JsonWriter.write(fields);
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
        fields.put("op", LineReader.PROMOTION);
        fields.put("node", promotion.node());
        fields.put("from", promotion.from());
        fields.put("timeline", promotion.timeline());
        fields.put("position", promotion.position().toString());
    }

    private static void describe(VersionReset reset, Map<String, @Nullable Object> fields) {
        fields.put("op", LineReader.RESET);
        fields.put("key", reset.key());
        describe(reset.span(), fields);
    }
}
