package io.github.jdbcreplicated.testkit.history;

import io.github.jdbcreplicated.testkit.Lsn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of one line, each asked for with the type it has to have. */
final class Fields {

    private final Map<String, Object> values;

    Fields(Map<String, Object> values) {
        this.values = values;
    }

    /** Refuses what nobody would read: a misspelt field must not count as absent. */
    void allow(Set<String> names) {
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no field of this kind of line, allowed are " + new TreeSet<>(names));
            }
        }
    }

    String text(String name) {
        return required(name, optionalText(name), "text");
    }

    @Nullable
    String optionalText(String name) {
        return optional(name, String.class, "text");
    }

    long number(String name) {
        return required(name, optionalNumber(name), "a whole number");
    }

    @Nullable
    Long optionalNumber(String name) {
        return optional(name, Long.class, "a whole number");
    }

    int timeline(String name) {
        return required(name, optionalTimeline(name), "a whole number");
    }

    @Nullable
    Integer optionalTimeline(String name) {
        Long number = optionalNumber(name);
        if (number != null && (number < 1 || number > Integer.MAX_VALUE)) {
            throw wrong(name, number, "1 to " + Integer.MAX_VALUE);
        }
        return number == null ? null : (Integer) number.intValue();
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(optional(name, Boolean.class, "true or false"));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Lsn position(String name) {
        return required(name, optionalPosition(name), "a log position");
    }

    @Nullable
    Lsn optionalPosition(String name) {
        String text = optionalText(name);
        try {
            return text == null ? null : Lsn.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw wrong(name, text, "a log position such as 16/B374D848");
        }
    }

    <T extends Enum<T>> T word(String name, T[] allowed) {
        return required(name, optionalWord(name, allowed), Words.all(allowed));
    }

    <T extends Enum<T>> @Nullable T optionalWord(String name, T[] allowed) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        for (T constant : allowed) {
            if (Words.of(constant).equals(text)) {
                return constant;
            }
        }
        throw wrong(name, text, Words.all(allowed));
    }

    <T> List<T> list(String name, Class<T> type, String allowed) {
        List<?> values = optional(name, List.class, allowed);
        if (values == null) {
            return List.of();
        }
        for (Object value : values) {
            if (!type.isInstance(value)) {
                throw wrong(name, values, allowed);
            }
        }
        return values.stream().map(type::cast).toList();
    }

    private <T> @Nullable T optional(String name, Class<T> type, String allowed) {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrong(name, value, allowed);
        }
        return type.cast(value);
    }

    private static <T> T required(String name, @Nullable T value, String allowed) {
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing, allowed is " + allowed);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String name, @Nullable Object value, String allowed) {
        return new IllegalArgumentException("'" + name + "' is " + value + ", allowed is " + allowed);
    }
}
