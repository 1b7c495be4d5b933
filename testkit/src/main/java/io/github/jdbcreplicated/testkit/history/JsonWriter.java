package io.github.jdbcreplicated.testkit.history;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what {@link JsonReader} reads, on one line. */
final class JsonWriter {

    private JsonWriter() {}

    static String write(Map<String, @Nullable Object> fields) {
        StringBuilder line = new StringBuilder("{");
        fields.forEach((name, value) -> {
            if (value != null) {
                write(line.append(line.length() == 1 ? "" : ","), name);
                write(line.append(':'), value);
            }
        });
        return line.append('}').toString();
    }

    private static void write(StringBuilder line, Object value) {
        if (value instanceof List<?> list) {
            line.append('[');
            for (int index = 0; index < list.size(); index++) {
                line.append(index == 0 ? "" : ",");
                write(line, list.get(index));
            }
            line.append(']');
        } else if (value instanceof String string) {
            quote(line, string);
        } else {
            line.append(value);
        }
    }

    private static void quote(StringBuilder line, String value) {
        line.append('"');
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            if (character == '"' || character == '\\') {
                line.append('\\').append(character);
            } else if (character < ' ' || character == '\u2028' || character == '\u2029') {
                line.append("\\u").append(Integer.toHexString(0x10000 | character), 1, 5);
            } else {
                line.append(character);
            }
        }
        line.append('"');
    }
}
