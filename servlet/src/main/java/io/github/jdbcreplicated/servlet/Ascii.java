package io.github.jdbcreplicated.servlet;

/** Classes of characters that no locale changes. */
final class Ascii {
    private Ascii() {}

    static boolean isAlphanumeric(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** The value as it is, which goes into a header: nothing that a client or a codec made up may end a line there. */
    static String base64Url(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '_')) {
            throw new IllegalStateException("The codec made a token with characters other than A-Z a-z 0-9 - _");
        }
        return value;
    }
}
