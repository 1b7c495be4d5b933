package io.github.jdbcreplicated.testkit.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of JSON that lines are made of: one object with texts, whole numbers, true, false, null, and lists of texts or
 * numbers. A field that is null counts as absent. Belongs to one thread, for one text.
 */
final class JsonReader {

    private static final String ALLOWED =
            "allowed is one JSON object of texts, whole numbers, true, false, null and lists of texts or numbers";

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static Map<String, Object> read(String text) {
        JsonReader json = new JsonReader(text);
        Map<String, Object> fields = json.object();
        if (json.next() != 0) {
            throw json.unexpected();
        }
        return fields;
    }

    private Map<String, Object> object() {
        Map<String, Object> fields = new LinkedHashMap<>();
        expect('{');
        if (next() == '}') {
            at++;
            return fields;
        }
        do {
            field(fields);
        } while (goesOn('}'));
        return fields;
    }

    private void field(Map<String, Object> fields) {
        next();
        String name = string();
        expect(':');
        Object value = value();
        if (value != null && fields.put(name, value) != null) {
            throw new IllegalArgumentException("'" + name + "' is there twice, allowed is once");
        }
    }

    private @Nullable Object value() {
        return switch (next()) {
            case '"' -> string();
            case '[' -> list();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private List<Object> list() {
        List<Object> values = new ArrayList<>();
        at++;
        if (next() == ']') {
            at++;
            return values;
        }
        do {
            values.add(next() == '"' ? string() : number());
        } while (goesOn(']'));
        return values;
    }

    private @Nullable Boolean word(String word, @Nullable Boolean value) {
        if (!text.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int begin = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Long.valueOf(text.substring(begin, at));
        } catch (NumberFormatException noWholeNumber) {
            at = begin;
            throw unexpected();
        }
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        expect('"');
        while (current() != '"') {
            value.append(character());
        }
        at++;
        return value.toString();
    }

    private char character() {
        char character = current();
        if (character < ' ') {
            throw unexpected();
        }
        at++;
        return character == '\\' ? escaped() : character;
    }

    private char escaped() {
        char escape = current();
        at++;
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at--;
                throw unexpected();
            }
        };
    }

    private char unicode() {
        try {
            char value = (char) Integer.parseInt(text, at, at + 4, 16);
            at += 4;
            return value;
        } catch (IndexOutOfBoundsException | NumberFormatException malformed) {
            throw unexpected();
        }
    }

    private boolean goesOn(char end) {
        char found = next();
        if (found != ',' && found != end) {
            throw unexpected();
        }
        at++;
        return found == ',';
    }

    private void expect(char expected) {
        if (next() != expected) {
            throw unexpected();
        }
        at++;
    }

    /** The next character that is no white space, 0 at the end; stays in front of it. */
    private char next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return current();
    }

    private char current() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException unexpected() {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end of the line";
        return new IllegalArgumentException("unexpected " + found + " at character " + (at + 1) + "; " + ALLOWED);
    }
}
