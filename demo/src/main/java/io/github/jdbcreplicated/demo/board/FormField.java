package io.github.jdbcreplicated.demo.board;

import org.jspecify.annotations.Nullable;

/** A field that somebody has filled in. */
record FormField(String name, @Nullable String value) {
    /** Characters, as people count them. */
    static final int LONGEST = 500;

    /** The text without the blanks around it, or what is wrong with it. */
    String text() {
        if (value == null || value.isBlank()) {
            throw problem("is missing or empty");
        }
        String text = value.strip();
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST) {
            throw problem("has " + length + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw problem("holds the character NUL, which PostgreSQL cannot store");
        }
        return text;
    }

    private BadInputException problem(String what) {
        return new BadInputException(
                "The form field '" + name + "' " + what + "; allowed are 1 to " + LONGEST + " characters of text.");
    }
}
